WITH orders_once_by_day AS (
  SELECT DISTINCT CAST(orders.ordered_at AS DATE) AS day, orders.order_id
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
  WHERE order_tags.tag = 'gift'
),
orders_by_day AS (
  SELECT day, COUNT(*) AS count_orders
  FROM orders_once_by_day
  GROUP BY day
),
horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
months AS (
  SELECT
    CAST(unnest(generate_series(date_trunc('month', first_day), date_trunc('month', last_day), INTERVAL '1 month')) AS DATE) AS month,
    last_day
  FROM horizon
),
month_last_2_months AS (
  SELECT
    month,
    (least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) - INTERVAL '2 months') AS since,
    least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) AS until
  FROM months
)
SELECT month_last_2_months.month, SUM(orders_by_day.count_orders) AS gifts
FROM orders_by_day
JOIN month_last_2_months
  ON orders_by_day.day >= month_last_2_months.since AND orders_by_day.day < month_last_2_months.until
GROUP BY month_last_2_months.month
ORDER BY month NULLS LAST
