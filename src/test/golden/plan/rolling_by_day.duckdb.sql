WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
days AS (
  SELECT CAST(unnest(generate_series(CAST(DATE '2024-02-25' AS TIMESTAMP), CAST(DATE '2024-03-10' AS TIMESTAMP), INTERVAL '1 day')) AS DATE) AS day
),
day_last_28_days AS (
  SELECT
    day,
    ((day + INTERVAL '1 day') - INTERVAL '28 days') AS since,
    (day + INTERVAL '1 day') AS until
  FROM days
),
orders_by_day_region AS (
  SELECT day_last_28_days.day, customer.region, SUM(orders.amount) AS r28
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  JOIN day_last_28_days
    ON orders.ordered_at >= day_last_28_days.since AND orders.ordered_at < day_last_28_days.until
  GROUP BY day_last_28_days.day, customer.region
),
orders_by_day_region_2 AS (
  SELECT
    CAST(orders.ordered_at AS DATE) AS day,
    customer.region,
    SUM(orders.amount) AS revenue
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  WHERE orders.ordered_at >= TIMESTAMP '2024-02-25 00:00:00'
    AND orders.ordered_at < TIMESTAMP '2024-03-11 00:00:00'
  GROUP BY CAST(orders.ordered_at AS DATE), customer.region
),
combined AS (
  SELECT day, region, r28, CAST(NULL AS DECIMAL(38, 2)) AS revenue
  FROM orders_by_day_region
  UNION ALL
  SELECT day, region, CAST(NULL AS DECIMAL(38, 2)) AS r28, revenue
  FROM orders_by_day_region_2
)
SELECT day, region, MAX(r28) AS r28, MAX(revenue) AS revenue
FROM combined
GROUP BY day, region
ORDER BY day NULLS LAST, region NULLS LAST
