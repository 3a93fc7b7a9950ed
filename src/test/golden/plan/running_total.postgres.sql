WITH orders_by_month AS (
  SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS month, SUM(amount) AS sum_amount
  FROM orders
  GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
),
month_runs_all_time AS MATERIALIZED (
  SELECT
    month,
    COALESCE(LEAD(month) OVER (ORDER BY month NULLS LAST), DATE '9999-12-31') AS until,
    SUM(sum_amount) OVER (ORDER BY month ROWS UNBOUNDED PRECEDING) AS sum_amount
  FROM orders_by_month
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
)
SELECT months.month, month_runs_all_time.sum_amount AS total
FROM month_runs_all_time
JOIN months
  ON months.month >= month_runs_all_time.month AND months.month < month_runs_all_time.until
ORDER BY month NULLS LAST
