WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
ordered AS (
  SELECT
    CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
    customer.region,
    SUM(orders.amount) AS revenue
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE), customer.region
),
numbered AS (
  SELECT
    month,
    region,
    revenue,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY revenue DESC NULLS FIRST, month NULLS LAST, region NULLS LAST) AS nth
  FROM ordered
)
SELECT month, region, revenue
FROM numbered
WHERE nth <= 1
ORDER BY revenue DESC NULLS FIRST, month NULLS LAST, region NULLS LAST
