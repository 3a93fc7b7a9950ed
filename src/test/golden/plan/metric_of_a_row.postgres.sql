WITH orders_placed_by_customers AS (
  SELECT customer_id, COUNT(*) AS orders_placed
  FROM orders
  GROUP BY customer_id
)
SELECT customers.plan, COUNT(*) AS busy
FROM customers
LEFT JOIN orders_placed_by_customers
  ON customers.customer_id = orders_placed_by_customers.customer_id
WHERE NOT customers.deleted
  AND COALESCE(orders_placed_by_customers.orders_placed, 0) >= 2
GROUP BY customers.plan
ORDER BY plan NULLS LAST
