WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
orders_by_month_region AS (
  SELECT
    CAST(date_trunc('month', orders.ordered_at) AS DATE) AS month,
    customer.region,
    SUM(orders.amount) AS revenue,
    COUNT(*) AS orders_placed
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  GROUP BY CAST(date_trunc('month', orders.ordered_at) AS DATE), customer.region
),
horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
months AS (
  SELECT
    CAST(generate_series(date_trunc('month', CAST(first_day AS TIMESTAMP)), date_trunc('month', CAST(last_day AS TIMESTAMP)), INTERVAL '1 month') AS DATE) AS month,
    last_day
  FROM horizon
),
appearing AS (
  SELECT DISTINCT region
  FROM orders_by_month_region
),
with_periods AS (
  SELECT month, region, 1 AS rows_there, 0 AS fills, revenue, orders_placed
  FROM orders_by_month_region
  UNION ALL
  SELECT
    months.month,
    appearing.region,
    0 AS rows_there,
    1 AS fills,
    CAST(NULL AS NUMERIC(38, 2)) AS revenue,
    CAST(NULL AS BIGINT) AS orders_placed
  FROM appearing
  CROSS JOIN months
),
stitched AS (
  SELECT
    month,
    region,
    MAX(rows_there) AS rows_there,
    MAX(fills) AS fills,
    MAX(revenue) AS revenue,
    MAX(orders_placed) AS orders_placed
  FROM with_periods
  GROUP BY month, region
),
filled AS (
  SELECT
    month,
    region,
    rows_there,
    fills,
    CASE WHEN rows_there > 0 THEN revenue ELSE 0 END AS revenue,
    CASE WHEN rows_there > 0 THEN COALESCE(orders_placed, 0) ELSE 0 END AS orders_placed
  FROM stitched
)
SELECT month, region, revenue, orders_placed
FROM filled
ORDER BY month NULLS LAST, region NULLS LAST
