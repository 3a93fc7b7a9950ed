SELECT order_tags.tag, MAX(orders.ordered_at) AS last_order
FROM orders
LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
GROUP BY order_tags.tag
ORDER BY tag NULLS LAST
