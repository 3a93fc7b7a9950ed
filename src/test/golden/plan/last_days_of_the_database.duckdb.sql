SELECT CAST(ordered_at AS DATE) AS day, SUM(amount) AS revenue
FROM orders
WHERE ordered_at >= CAST(CURRENT_DATE - INTERVAL '29 days' AS DATE)
  AND ordered_at < CAST(CURRENT_DATE + INTERVAL '1 day' AS DATE)
GROUP BY CAST(ordered_at AS DATE)
ORDER BY day NULLS LAST
