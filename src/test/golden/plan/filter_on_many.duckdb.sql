WITH orders_once AS (
  SELECT DISTINCT orders.order_id, orders.amount
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
  WHERE order_tags.tag IN ('gift', 'it''s')
)
SELECT SUM(amount) AS revenue
FROM orders_once
