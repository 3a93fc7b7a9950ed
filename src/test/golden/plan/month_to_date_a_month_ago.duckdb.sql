WITH orders_by_day AS (
  SELECT CAST(ordered_at AS DATE) AS day, SUM(amount) AS sum_amount
  FROM orders
  WHERE ordered_at >= DATE '2024-02-01'
    AND ordered_at < DATE '2024-02-16'
  GROUP BY CAST(ordered_at AS DATE)
),
months AS (
  SELECT CAST(unnest(generate_series(CAST(DATE '2024-03-01' AS TIMESTAMP), CAST(DATE '2024-03-01' AS TIMESTAMP), INTERVAL '1 month')) AS DATE) AS month
),
month_month_to_date AS (
  SELECT
    month,
    date_trunc('month', (least((month + INTERVAL '1 month'), DATE '2024-03-16') - INTERVAL '1 day')) AS since,
    least((month + INTERVAL '1 month'), DATE '2024-03-16') AS until
  FROM months
),
month_1_month_ago_month_to_date AS (
  SELECT
    month,
    (since - INTERVAL '1 month') AS since,
    CASE WHEN date_trunc('month', until) = until THEN CASE WHEN (since + INTERVAL '1 day') = until THEN (((until - INTERVAL '1 day') - INTERVAL '1 month') + INTERVAL '1 day') ELSE (until - INTERVAL '1 month') END ELSE (((until - INTERVAL '1 day') - INTERVAL '1 month') + INTERVAL '1 day') END AS until
  FROM month_month_to_date
)
SELECT month_1_month_ago_month_to_date.month, SUM(orders_by_day.sum_amount) AS before
FROM orders_by_day
JOIN month_1_month_ago_month_to_date
  ON orders_by_day.day >= month_1_month_ago_month_to_date.since AND orders_by_day.day < month_1_month_ago_month_to_date.until
GROUP BY month_1_month_ago_month_to_date.month
ORDER BY month NULLS LAST
