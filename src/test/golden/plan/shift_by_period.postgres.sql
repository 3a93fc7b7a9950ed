WITH orders_by_month AS MATERIALIZED (
  SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS month, SUM(amount) AS sum_amount
  FROM orders
  GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
),
horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
months AS (
  SELECT
    CAST(generate_series(date_trunc('month', CAST(first_day AS TIMESTAMP)), date_trunc('month', CAST(last_day AS TIMESTAMP)), INTERVAL '1 month') AS DATE) AS month,
    last_day
  FROM horizon
),
month_1_year_ago AS (
  SELECT
    month,
    (month - INTERVAL '1 year') AS since,
    ((month + INTERVAL '1 month') - INTERVAL '1 year') AS until
  FROM months
),
orders_by_month_2 AS (
  SELECT month, sum_amount AS revenue
  FROM orders_by_month
),
orders_by_month_3 AS (
  SELECT month_1_year_ago.month, orders_by_month.sum_amount AS before
  FROM orders_by_month
  JOIN month_1_year_ago ON orders_by_month.month = month_1_year_ago.since
),
combined AS (
  SELECT month, revenue, CAST(NULL AS NUMERIC(38, 2)) AS before
  FROM orders_by_month_2
  UNION ALL
  SELECT month, CAST(NULL AS NUMERIC(38, 2)) AS revenue, before
  FROM orders_by_month_3
)
SELECT month, MAX(revenue) AS revenue, MAX(before) AS before
FROM combined
GROUP BY month
ORDER BY month NULLS LAST
