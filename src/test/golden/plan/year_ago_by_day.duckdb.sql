WITH days AS (
  SELECT CAST(unnest(generate_series(CAST(DATE '2024-03-01' AS TIMESTAMP), CAST(DATE '2024-03-31' AS TIMESTAMP), INTERVAL '1 day')) AS DATE) AS day
),
day_1_year_ago AS (
  SELECT
    day,
    (day - INTERVAL '1 year') AS since,
    ((day - INTERVAL '1 year') + INTERVAL '1 day') AS until
  FROM days
)
SELECT day_1_year_ago.day, COUNT(*) AS before
FROM orders
JOIN day_1_year_ago
  ON orders.ordered_at >= day_1_year_ago.since AND orders.ordered_at < day_1_year_ago.until
GROUP BY day_1_year_ago.day
ORDER BY day NULLS LAST
