WITH customers_kept AS (
  SELECT customer_id, region, plan, signed_up, deleted
  FROM customers
  WHERE NOT deleted
),
orders_by_region_day AS MATERIALIZED (
  SELECT
    customer.region,
    CAST(orders.ordered_at AS DATE) AS day,
    SUM(orders.amount) AS sum_amount
  FROM orders
  LEFT JOIN customers_kept AS customer ON orders.customer_id = customer.customer_id
  WHERE orders.ordered_at >= DATE '2024-01-29'
    AND orders.ordered_at < DATE '2024-03-11'
  GROUP BY customer.region, CAST(orders.ordered_at AS DATE)
),
day_changes AS (
  SELECT region, day, 1 AS present, sum_amount
  FROM orders_by_region_day
  UNION ALL
  SELECT
    region,
    CAST(day + INTERVAL '28 days' AS DATE) AS day,
    CAST(NULL AS BIGINT) AS present,
    CAST(NULL AS DECIMAL(38, 2)) AS sum_amount
  FROM orders_by_region_day
),
orders_by_region_day_2 AS (
  SELECT region, day, MAX(present) AS present, SUM(sum_amount) AS sum_amount
  FROM day_changes
  GROUP BY region, day
),
day_runs_last_28_days AS MATERIALIZED (
  SELECT
    region,
    day,
    LEAD(day) OVER (PARTITION BY region ORDER BY day NULLS LAST) AS until,
    MAX(present) OVER (PARTITION BY region ORDER BY day RANGE BETWEEN INTERVAL '27 days' PRECEDING AND CURRENT ROW) AS present,
    SUM(sum_amount) OVER (PARTITION BY region ORDER BY day RANGE BETWEEN INTERVAL '27 days' PRECEDING AND CURRENT ROW) AS sum_amount
  FROM orders_by_region_day_2
),
days AS (
  SELECT CAST(unnest(generate_series(CAST(DATE '2024-02-25' AS TIMESTAMP), CAST(DATE '2024-03-10' AS TIMESTAMP), INTERVAL '1 day')) AS DATE) AS day
),
orders_by_day_region AS (
  SELECT days.day, day_runs_last_28_days.region, day_runs_last_28_days.sum_amount AS r28
  FROM day_runs_last_28_days
  JOIN days
    ON days.day >= day_runs_last_28_days.day AND days.day < day_runs_last_28_days.until
  WHERE day_runs_last_28_days.present > 0
),
orders_by_day_region_2 AS (
  SELECT day, region, sum_amount AS revenue
  FROM orders_by_region_day
  WHERE day >= DATE '2024-02-25'
    AND day < DATE '2024-03-11'
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
