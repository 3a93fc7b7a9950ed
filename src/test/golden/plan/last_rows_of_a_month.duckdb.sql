WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
last_day_of_orders AS (
  SELECT
    CAST(date_trunc('month', ordered_at) AS DATE) AS month,
    MAX(CAST(ordered_at AS DATE)) AS last_day
  FROM orders
  GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
)
SELECT
  CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
  customer.region,
  SUM(orders.amount) AS at_end
FROM orders
LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
JOIN last_day_of_orders AS last_times
  ON CAST(date_trunc('month', orders.ordered_at) AS DATE) IS NOT DISTINCT FROM last_times.month AND CAST(orders.ordered_at AS DATE) = last_times.last_day
WHERE orders.status = 'paid'
GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE), customer.region
ORDER BY month NULLS LAST, region NULLS LAST
