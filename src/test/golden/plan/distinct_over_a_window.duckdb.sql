WITH orders_once_by_day AS (
  SELECT DISTINCT customer_id, CAST(ordered_at AS DATE) AS day
  FROM orders
),
customer_id_by_day AS (
  SELECT
    customer_id,
    day,
    COALESCE(LEAD(day) OVER (PARTITION BY customer_id ORDER BY day NULLS LAST), DATE '9999-12-31') AS comes_next
  FROM orders_once_by_day
),
orders_customer_id_counted AS (
  SELECT day, comes_next, COUNT(customer_id) AS count_customer_id
  FROM customer_id_by_day
  GROUP BY day, comes_next
),
horizon AS (
  SELECT
    CAST(MIN(ordered_at) AS DATE) AS first_day,
    CAST(MAX(ordered_at) AS DATE) AS last_day
  FROM orders
),
weeks AS (
  SELECT
    CAST(unnest(generate_series(date_trunc('week', first_day), date_trunc('week', last_day), INTERVAL '7 days')) AS DATE) AS week,
    last_day
  FROM horizon
),
week_last_1_month AS (
  SELECT
    week,
    (least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) - INTERVAL '1 month') AS since,
    least((week + INTERVAL '7 days'), (last_day + INTERVAL '1 day')) AS until
  FROM weeks
)
SELECT
  week_last_1_month.week,
  SUM(orders_customer_id_counted.count_customer_id) AS active
FROM orders_customer_id_counted
JOIN week_last_1_month
  ON orders_customer_id_counted.day >= week_last_1_month.since AND orders_customer_id_counted.day < week_last_1_month.until AND orders_customer_id_counted.comes_next >= week_last_1_month.until
GROUP BY week_last_1_month.week
ORDER BY week NULLS LAST
