WITH orders_by_day AS (
  SELECT CAST(ordered_at AS DATE) AS day, COUNT(*) AS count_orders
  FROM orders
  WHERE ordered_at >= DATE '2023-03-01'
    AND ordered_at < DATE '2023-04-01'
  GROUP BY CAST(ordered_at AS DATE)
),
days AS (
  SELECT CAST(unnest(generate_series(CAST(DATE '2024-03-01' AS TIMESTAMP), CAST(DATE '2024-03-31' AS TIMESTAMP), INTERVAL '1 day')) AS DATE) AS day
),
day_1_year_ago AS (
  SELECT
    day,
    (day - INTERVAL '1 year') AS since,
    ((day - INTERVAL '1 year') + INTERVAL '1 day') AS until
  FROM days
)
SELECT day_1_year_ago.day, orders_by_day.count_orders AS before
FROM orders_by_day
JOIN day_1_year_ago ON orders_by_day.day = day_1_year_ago.since
ORDER BY day NULLS LAST
