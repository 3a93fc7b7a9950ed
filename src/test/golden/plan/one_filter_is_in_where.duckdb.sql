SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS month, COUNT(*) AS paid
FROM orders
WHERE status = 'paid'
GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
ORDER BY month NULLS LAST
