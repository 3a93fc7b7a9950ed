WITH horizon AS (
  SELECT
    MIN(CAST(ordered_at AS DATE)) AS first_day,
    MAX(CAST(ordered_at AS DATE)) AS last_day
  FROM orders
),
weeks AS (
  SELECT
    CAST(generate_series(date_trunc('week', CAST(first_day AS TIMESTAMP)), date_trunc('week', CAST(last_day AS TIMESTAMP)), INTERVAL '7 days') AS DATE) AS week,
    last_day
  FROM horizon
),
week_last_1_month AS (
  SELECT
    week,
    (least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) - INTERVAL '1 month') AS since,
    least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) AS until
  FROM weeks
)
SELECT week_last_1_month.week, COUNT(DISTINCT orders.customer_id) AS active
FROM orders
JOIN week_last_1_month
  ON orders.ordered_at >= week_last_1_month.since AND orders.ordered_at < week_last_1_month.until
GROUP BY week_last_1_month.week
ORDER BY week NULLS LAST
