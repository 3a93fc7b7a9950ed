WITH horizon AS (
  SELECT
    MIN(CAST(ordered_at AS DATE)) AS first_day,
    MAX(CAST(ordered_at AS DATE)) AS last_day
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
    COUNT(*) FILTER (WHERE orders.status = 'paid') AS count_orders,
    COUNT(*) AS count_orders_2
  FROM orders
  JOIN week_last_7_days
    ON orders.ordered_at >= week_last_7_days.since AND orders.ordered_at < week_last_7_days.until
  GROUP BY week_last_7_days.week
)
SELECT week, count_orders / NULLIF(count_orders_2, 0) AS share
FROM orders_by_week
ORDER BY week NULLS LAST
