WITH span_1_month_ago AS (
  SELECT
    ((CAST(now() AT TIME ZONE 'UTC' AS DATE) - INTERVAL '2 days') - INTERVAL '1 month') AS since,
    CASE WHEN date_trunc('month', (CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day')) = (CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day') THEN CASE WHEN ((CAST(now() AT TIME ZONE 'UTC' AS DATE) - INTERVAL '2 days') + INTERVAL '1 day') = (CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day') THEN ((((CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day') - INTERVAL '1 day') - INTERVAL '1 month') + INTERVAL '1 day') ELSE ((CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day') - INTERVAL '1 month') END ELSE ((((CAST(now() AT TIME ZONE 'UTC' AS DATE) + INTERVAL '1 day') - INTERVAL '1 day') - INTERVAL '1 month') + INTERVAL '1 day') END AS until
),
span_last_28_days_1_month_ago AS (
  SELECT (until - INTERVAL '28 days') AS since, until
  FROM span_1_month_ago
)
SELECT SUM(orders.amount) AS before
FROM orders
JOIN span_last_28_days_1_month_ago
  ON orders.ordered_at >= span_last_28_days_1_month_ago.since AND orders.ordered_at < span_last_28_days_1_month_ago.until
