SELECT CASE WHEN c.employees < 50 THEN 'small' WHEN c.employees < 250 THEN 'medium' WHEN c.employees >= 250 THEN 'large' END AS size,
       date_trunc('quarter', i.paid_on) AS quarter, SUM(i.amount * f.rate) AS collected
FROM invoices i
LEFT JOIN companies c ON c.company_id = i.billed_to_id
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
WHERE i.status = 'paid' AND i.paid_on >= '2023-07-01' AND i.paid_on < '2024-04-01'
GROUP BY 1, 2
