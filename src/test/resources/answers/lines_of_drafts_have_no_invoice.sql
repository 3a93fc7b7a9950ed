SELECT i.status, SUM(l.quantity) AS units_sold, COUNT(*) AS lines_billed
FROM invoice_lines l
LEFT JOIN (SELECT * FROM invoices WHERE status IN ('open', 'paid', 'void')) i
       ON i.invoice_id = l.invoice_id
GROUP BY i.status
