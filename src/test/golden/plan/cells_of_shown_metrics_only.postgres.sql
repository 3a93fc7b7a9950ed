WITH returns_rows AS (
SELECT return_id, customer_id, amount, returned_on
FROM returns -- all of them
),
orders_by_month AS (
  SELECT
    CAST(date_trunc('month', ordered_at) AS DATE) AS month,
    COUNT(*) FILTER (WHERE status = 'paid') AS paid,
    COUNT(*) AS orders_placed,
    COUNT(*) FILTER (WHERE status = 'paid') AS rows_shown
  FROM orders
  GROUP BY CAST(date_trunc('month', ordered_at) AS DATE)
),
returns_by_month AS (
  SELECT
    CAST(date_trunc('month', CAST(returned_on AS TIMESTAMP)) AS DATE) AS month,
    SUM(amount) AS returned
  FROM returns_rows AS returns
  GROUP BY CAST(date_trunc('month', CAST(returned_on AS TIMESTAMP)) AS DATE)
),
combined AS (
  SELECT month, paid, orders_placed, CAST(NULL AS NUMERIC(38, 2)) AS returned, rows_shown
  FROM orders_by_month
  UNION ALL
  SELECT
    month,
    CAST(NULL AS BIGINT) AS paid,
    CAST(NULL AS BIGINT) AS orders_placed,
    returned,
    0 AS rows_shown
  FROM returns_by_month
),
stitched AS (
  SELECT
    month,
    MAX(paid) AS paid,
    MAX(orders_placed) AS orders_placed,
    MAX(returned) AS returned,
    MAX(rows_shown) AS rows_shown
  FROM combined
  GROUP BY month
  HAVING MAX(rows_shown) > 0
)
SELECT month, COALESCE(paid, 0) AS paid
FROM stitched
WHERE COALESCE(orders_placed, 0) > 0
  AND returned IS NULL
ORDER BY month NULLS LAST
