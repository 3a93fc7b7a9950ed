WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
orders_placed_by_customers AS (
  SELECT customer_id, COUNT(*) AS orders_placed
  FROM orders
  GROUP BY customer_id
)
SELECT COUNT(*) AS big_orders
FROM orders
LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
LEFT JOIN orders_placed_by_customers
  ON customer.customer_id = orders_placed_by_customers.customer_id
WHERE CASE WHEN customer.customer_id IS NOT NULL THEN COALESCE(orders_placed_by_customers.orders_placed, 0) END >= 2
