WITH orders_by_month AS (
  SELECT
    CAST(date_trunc('month', ordered_at) AS DATE) AS month,
    COUNT(*) FILTER (WHERE status = 'paid') AS paid,
    COUNT(*) AS orders_placed
  FROM orders
  GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
)
SELECT
  month,
  paid,
  CAST(paid AS DOUBLE PRECISION) / NULLIF(orders_placed, 0) AS paid_share
FROM orders_by_month
ORDER BY month NULLS LAST
