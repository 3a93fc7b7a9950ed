WITH horizon AS (
  SELECT
    MIN(CAST(ordered_at AS DATE)) AS first_day,
    MAX(CAST(ordered_at AS DATE)) AS last_day
  FROM orders
),
months AS (
  SELECT
    CAST(generate_series(date_trunc('month', CAST(first_day AS TIMESTAMP)), date_trunc('month', CAST(last_day AS TIMESTAMP)), INTERVAL '1 month') AS DATE) AS month,
    last_day
  FROM horizon
),
month_all_time AS (
  SELECT
    month,
    least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) AS until
  FROM months
)
SELECT month_all_time.month, SUM(orders.amount) AS total
FROM orders
JOIN month_all_time ON orders.ordered_at < month_all_time.until
GROUP BY month_all_time.month
ORDER BY month NULLS LAST
