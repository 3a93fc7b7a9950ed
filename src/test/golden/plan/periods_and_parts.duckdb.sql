SELECT
  CAST(date_trunc('year', ordered_at) + INTERVAL 6 MONTH * (EXTRACT(MONTH FROM ordered_at) > 6)::INT AS DATE) AS half,
  EXTRACT(ISODOW FROM ordered_at) AS day_of_week,
  COUNT(*) AS orders_placed
FROM orders
WHERE status IS NOT NULL
  AND ordered_at >= TIMESTAMP '2024-01-01 00:00:00'
  AND ordered_at < TIMESTAMP '2024-04-01 00:00:00'
GROUP BY
  CAST(date_trunc('year', ordered_at) + INTERVAL 6 MONTH * (EXTRACT(MONTH FROM ordered_at) > 6)::INT AS DATE),
  EXTRACT(ISODOW FROM ordered_at)
ORDER BY half NULLS LAST, day_of_week NULLS LAST
