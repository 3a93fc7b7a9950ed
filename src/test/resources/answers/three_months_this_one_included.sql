SELECT date_trunc('month', issued_on) AS month, i.currency, SUM(amount * rate) AS invoiced
FROM invoices i LEFT JOIN fx_rates f ON f.currency = i.currency AND rate_month = date_trunc('month', issued_on)
WHERE status <> 'draft' AND issued_on BETWEEN '2024-10-01' AND '2024-12-31'
GROUP BY 1, 2
