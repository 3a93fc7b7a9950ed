SELECT CASE WHEN b.country IN ('US', 'CA') THEN 'America'
            WHEN b.country IN ('DE', 'FR', 'GB') THEN 'Europe'
            WHEN b.country IN ('IN', 'JP') THEN 'Asia' END AS region,
       s.industry,
       SUM(i.amount * f.rate) AS invoiced,
       COUNT(*) AS invoices_issued
FROM (SELECT * FROM invoices WHERE status <> 'draft') i
LEFT JOIN companies b ON b.company_id = i.billed_to_id
LEFT JOIN companies s ON s.company_id = i.sold_by_id
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
GROUP BY 1, 2
