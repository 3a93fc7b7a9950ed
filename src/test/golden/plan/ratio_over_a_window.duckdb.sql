WITH orders_by_day AS (
  SELECT
    CAST(ordered_at AS DATE) AS day,
    COUNT(*) FILTER (WHERE status = 'paid') AS count_orders,
    COUNT(*) AS count_orders_2
  FROM orders
  GROUP BY CAST(ordered_at AS DATE)
),
horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
weeks AS (
  SELECT
    CAST(unnest(generate_series(date_trunc('week', first_day), date_trunc('week', last_day), INTERVAL '7 days')) AS DATE) AS week,
    last_day
  FROM horizon
),
week_last_7_days AS (
  SELECT
    week,
    (least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) - INTERVAL '7 days') AS since,
    least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) AS until
  FROM weeks
),
orders_by_week AS (
  SELECT
    week_last_7_days.week,
    SUM(orders_by_day.count_orders) AS count_orders,
    SUM(orders_by_day.count_orders_2) AS count_orders_2
  FROM orders_by_day
  JOIN week_last_7_days
    ON orders_by_day.day >= week_last_7_days.since AND orders_by_day.day < week_last_7_days.until
  GROUP BY week_last_7_days.week
)
SELECT week, count_orders / NULLIF(count_orders_2, 0) AS share
FROM orders_by_week
ORDER BY week NULLS LAST
