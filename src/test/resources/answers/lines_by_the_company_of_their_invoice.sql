SELECT c.industry, SUM(l.quantity) AS units_sold,
       SUM((l.quantity * l.unit_price - COALESCE(l.discount, 0)) * f.rate) AS line_revenue
FROM invoice_lines l
LEFT JOIN (SELECT * FROM invoices WHERE status <> 'draft') i ON i.invoice_id = l.invoice_id
LEFT JOIN companies s ON s.company_id = i.sold_by_id
LEFT JOIN companies c ON c.company_id = i.billed_to_id
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
WHERE s.company_id IS NULL
GROUP BY 1
