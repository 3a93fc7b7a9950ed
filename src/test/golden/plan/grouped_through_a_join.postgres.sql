WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
)
SELECT customer.region, SUM(orders.amount) AS revenue, COUNT(*) AS orders_placed
FROM orders
LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
GROUP BY customer.region
ORDER BY revenue DESC NULLS FIRST, region NULLS LAST
LIMIT 3
