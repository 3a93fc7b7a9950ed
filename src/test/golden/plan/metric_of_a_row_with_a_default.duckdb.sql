WITH orders_by_customer_id AS (
  SELECT customer_id, SUM(amount) AS revenue
  FROM orders
  GROUP BY customer_id
),
all_customers AS (
  SELECT customers.customer_id, orders_by_customer_id.revenue
  FROM customers
  LEFT JOIN orders_by_customer_id
    ON customers.customer_id = orders_by_customer_id.customer_id
),
with_default_by_customers AS (
  SELECT customer_id, COALESCE(revenue, 0) + 1 AS with_default
  FROM all_customers
)
SELECT COUNT(*) AS poor
FROM customers
LEFT JOIN with_default_by_customers
  ON customers.customer_id = with_default_by_customers.customer_id
WHERE NOT customers.deleted
  AND with_default_by_customers.with_default = 1
