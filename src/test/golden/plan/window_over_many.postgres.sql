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
month_last_2_months AS (
  SELECT
    month,
    (least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) - INTERVAL '2 months') AS since,
    least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) AS until
  FROM months
),
orders_once_by_month AS (
  SELECT DISTINCT month_last_2_months.month, orders.order_id
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
  JOIN month_last_2_months
    ON orders.ordered_at >= month_last_2_months.since AND orders.ordered_at < month_last_2_months.until
  WHERE order_tags.tag = 'gift'
)
SELECT month, COUNT(*) AS gifts
FROM orders_once_by_month
GROUP BY month
ORDER BY month NULLS LAST
