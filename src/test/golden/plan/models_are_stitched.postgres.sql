WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
returns_rows AS (
SELECT return_id, customer_id, amount, returned_on
FROM returns -- all of them
),
orders_by_region AS (
  SELECT customer.region, SUM(orders.amount) AS revenue
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  WHERE customer.plan = 'pro'
  GROUP BY customer.region
),
returns_by_region AS (
  SELECT customer.region, SUM(returns.amount) AS returned
  FROM returns_rows AS returns
  LEFT JOIN customers_kept AS customer ON returns.customer_id = customer.customer_id
  WHERE customer.plan = 'pro'
  GROUP BY customer.region
),
combined AS (
  SELECT region, revenue, CAST(NULL AS NUMERIC(38, 2)) AS returned
  FROM orders_by_region
  UNION ALL
  SELECT region, CAST(NULL AS NUMERIC(38, 2)) AS revenue, returned
  FROM returns_by_region
),
stitched AS (
  SELECT region, MAX(revenue) AS revenue, MAX(returned) AS returned
  FROM combined
  GROUP BY region
)
SELECT region, revenue, returned, revenue - returned AS net
FROM stitched
ORDER BY region NULLS LAST
