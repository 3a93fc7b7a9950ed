WITH orders_once_by_tag AS (
  SELECT DISTINCT order_tags.tag, orders.order_id, orders.amount
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
)
SELECT tag, SUM(amount) AS revenue, COUNT(*) AS orders_placed
FROM orders_once_by_tag
GROUP BY tag
ORDER BY tag NULLS LAST
