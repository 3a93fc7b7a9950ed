WITH orders_by_day AS (
  SELECT CAST(ordered_at AS DATE) AS day, SUM(amount) AS sum_amount
  FROM orders
  GROUP BY CAST(ordered_at AS DATE)
),
returns_rows AS (
SELECT return_id, customer_id, amount, returned_on
FROM returns -- all of them
),
orders_horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
returns_horizon AS (
  SELECT MIN(returned_on) AS first_day, MAX(returned_on) AS last_day
  FROM returns_rows AS returns
),
horizons AS (
  SELECT first_day, last_day
  FROM orders_horizon
  UNION ALL
  SELECT first_day, last_day
  FROM returns_horizon
),
horizon AS (
  SELECT MIN(first_day) AS first_day, MAX(last_day) AS last_day
  FROM horizons
),
months AS (
  SELECT
    CAST(generate_series(date_trunc('month', CAST(first_day AS TIMESTAMP)), date_trunc('month', CAST(last_day AS TIMESTAMP)), INTERVAL '1 month') AS DATE) AS month,
    last_day
  FROM horizon
),
month_last_2_months AS (
  SELECT
    month,
    (least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) - INTERVAL '2 months') AS since,
    least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) AS until
  FROM months
),
returns_by_month AS (
  SELECT
    CAST(date_trunc('month', CAST(returned_on AS TIMESTAMP)) AS DATE) AS month,
    SUM(amount) AS sum_amount
  FROM returns_rows AS returns
  GROUP BY CAST(date_trunc('month', CAST(returned_on AS TIMESTAMP)) AS DATE)
),
month_1_month_ago AS (
  SELECT
    month,
    (month - INTERVAL '1 month') AS since,
    ((month + INTERVAL '1 month') - INTERVAL '1 month') AS until
  FROM months
),
orders_by_month AS (
  SELECT month_last_2_months.month, SUM(orders_by_day.sum_amount) AS r
  FROM orders_by_day
  JOIN month_last_2_months
    ON orders_by_day.day >= month_last_2_months.since AND orders_by_day.day < month_last_2_months.until
  GROUP BY month_last_2_months.month
),
returns_by_month_2 AS (
  SELECT month_1_month_ago.month, returns_by_month.sum_amount AS back
  FROM returns_by_month
  JOIN month_1_month_ago ON returns_by_month.month = month_1_month_ago.since
),
combined AS (
  SELECT month, r, CAST(NULL AS NUMERIC(38, 2)) AS back
  FROM orders_by_month
  UNION ALL
  SELECT month, CAST(NULL AS NUMERIC(38, 2)) AS r, back
  FROM returns_by_month_2
)
SELECT month, MAX(r) AS r, MAX(back) AS back
FROM combined
GROUP BY month
ORDER BY month NULLS LAST
