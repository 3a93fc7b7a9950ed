WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
revenue_by_month_customer_id AS (
  SELECT
    CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
    customer.customer_id,
    SUM(orders.amount) AS revenue
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE), customer.customer_id
),
top_by_revenue AS (
  SELECT
    month,
    customer_id,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY revenue DESC NULLS FIRST, customer_id NULLS LAST) AS nth
  FROM revenue_by_month_customer_id
  WHERE revenue IS NOT NULL
)
SELECT
  CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
  SUM(orders.amount) AS top
FROM orders
LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
LEFT JOIN top_by_revenue
  ON COALESCE(CAST(date_trunc('month', orders.ordered_at) AS DATE), DATE '1970-01-01') = COALESCE(top_by_revenue.month, DATE '1970-01-01') AND (CAST(date_trunc('month', orders.ordered_at) AS DATE) IS NULL) = (top_by_revenue.month IS NULL) AND COALESCE(customer.customer_id, 0) = COALESCE(top_by_revenue.customer_id, 0) AND (customer.customer_id IS NULL) = (top_by_revenue.customer_id IS NULL) AND top_by_revenue.nth <= 2
WHERE top_by_revenue.nth IS NOT NULL
GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE)
ORDER BY month NULLS LAST
