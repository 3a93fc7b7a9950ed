SELECT s.name, SUM(i.amount * f.rate) AS invoiced, COUNT(*) AS invoices_issued
FROM invoices i
JOIN companies s ON s.company_id = i.sold_by_id
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
WHERE i.status <> 'draft'
GROUP BY s.name
ORDER BY invoiced DESC
LIMIT 5
