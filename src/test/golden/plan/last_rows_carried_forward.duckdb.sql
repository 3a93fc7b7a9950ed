WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
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
month_all_time AS (
  SELECT
    month,
    least((month + INTERVAL '1 month'), (last_day + INTERVAL '1 day')) AS until
  FROM months
),
last_day_of_orders AS (
  SELECT
    month_all_time.month AS period,
    customer.customer_id,
    MAX(CAST(orders.ordered_at AS DATE)) AS last_day
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  JOIN month_all_time ON orders.ordered_at < month_all_time.until
  GROUP BY month_all_time.month, customer.customer_id
)
SELECT month_all_time.month, SUM(orders.amount) AS known
FROM orders
LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
JOIN month_all_time ON orders.ordered_at < month_all_time.until
JOIN last_day_of_orders AS last_times
  ON month_all_time.month = last_times.period AND customer.customer_id IS NOT DISTINCT FROM last_times.customer_id AND CAST(orders.ordered_at AS DATE) = last_times.last_day
GROUP BY month_all_time.month
ORDER BY month NULLS LAST
