WITH orders_once_by_tag AS (
  SELECT DISTINCT order_tags.tag, orders.order_id
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
  WHERE order_tags.tag = 'gift'
),
orders_once_by_tag_2 AS (
  SELECT DISTINCT order_tags.tag, orders.order_id
  FROM orders
  LEFT JOIN order_tags ON orders.order_id = order_tags.order_id
  WHERE order_tags.tag = 'rush'
),
orders_by_tag AS (
  SELECT tag, COUNT(*) AS gifts
  FROM orders_once_by_tag
  GROUP BY tag
),
orders_by_tag_2 AS (
  SELECT tag, COUNT(*) AS rushes
  FROM orders_once_by_tag_2
  GROUP BY tag
),
combined AS (
  SELECT tag, gifts, CAST(NULL AS BIGINT) AS rushes
  FROM orders_by_tag
  UNION ALL
  SELECT tag, CAST(NULL AS BIGINT) AS gifts, rushes
  FROM orders_by_tag_2
),
stitched AS (
  SELECT tag, MAX(gifts) AS gifts, MAX(rushes) AS rushes
  FROM combined
  GROUP BY tag
)
SELECT tag, COALESCE(gifts, 0) AS gifts, COALESCE(rushes, 0) AS rushes
FROM stitched
ORDER BY tag NULLS LAST
