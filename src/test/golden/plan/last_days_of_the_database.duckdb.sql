SELECT CAST(ordered_at AS DATE) AS day, SUM(amount) AS revenue
FROM orders
WHERE ordered_at >= CAST(CAST(now() AT TIME ZONE 'UTC' AS DATE) - INTERVAL '29 days' AS DATE)
  AND ordered_at < CAST(CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day' AS DATE)
GROUP BY CAST(ordered_at AS DATE)
ORDER BY day NULLS LAST
