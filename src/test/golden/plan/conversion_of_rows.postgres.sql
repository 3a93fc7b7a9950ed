WITH orders_events AS (
  SELECT
    customer_id AS key_1,
    (ordered_at + INTERVAL '1 day') AS happens,
    ordered_at AS since,
    0 AS step,
    CAST(NULL AS BIGINT) AS root,
    order_id AS first_order_id
  FROM orders
  WHERE customer_id IS NOT NULL
    AND ordered_at IS NOT NULL
  UNION ALL
  SELECT
    customer_id AS key_1,
    ordered_at AS happens,
    CAST(NULL AS TIMESTAMP) AS since,
    1 AS step,
    CAST(NULL AS BIGINT) AS root,
    CAST(NULL AS BIGINT) AS first_order_id
  FROM orders
  WHERE status = 'paid'
    AND customer_id IS NOT NULL
    AND ordered_at IS NOT NULL
),
orders_in_order AS (
  SELECT
    key_1,
    happens,
    MAX(since) OVER (PARTITION BY key_1 ORDER BY happens NULLS LAST, step NULLS LAST, since NULLS LAST, first_order_id NULLS LAST ROWS UNBOUNDED PRECEDING) AS since,
    step,
    COUNT(since) OVER (PARTITION BY key_1 ORDER BY happens NULLS LAST, step NULLS LAST, since NULLS LAST, first_order_id NULLS LAST ROWS UNBOUNDED PRECEDING) AS root,
    first_order_id
  FROM orders_events
),
orders_credits AS (
  SELECT
    MAX(first_order_id) AS order_id,
    COUNT(*) FILTER (WHERE step = 1 AND happens < (since + INTERVAL '7 days')) AS credits
  FROM orders_in_order
  GROUP BY key_1, root
  HAVING COUNT(*) FILTER (WHERE step = 1 AND happens < (since + INTERVAL '7 days')) > 0
),
orders_by_month AS (
  SELECT
    CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
    COUNT(*) FILTER (WHERE orders_credits.credits IS NOT NULL) AS count_orders,
    COUNT(*) AS orders_placed
  FROM orders
  LEFT JOIN orders_credits ON orders.order_id = orders_credits.order_id
  GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE)
)
SELECT month, CAST(count_orders AS DOUBLE PRECISION) / NULLIF(orders_placed, 0) AS rate
FROM orders_by_month
ORDER BY month NULLS LAST
