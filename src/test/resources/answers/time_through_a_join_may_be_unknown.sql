SELECT date_trunc('year', i.issued_on) AS year, SUM(l.quantity) AS units_sold
FROM invoice_lines l
LEFT JOIN (SELECT * FROM invoices WHERE status <> 'draft') i ON i.invoice_id = l.invoice_id
GROUP BY 1
