WITH orders_by_quarter AS (
  SELECT
    CAST(date_trunc('quarter', ordered_at) AS DATE) AS quarter,
    SUM(amount) AS revenue
  FROM orders
  GROUP BY CAST(date_trunc('quarter', ordered_at) AS DATE)
),
orders_by_quarter_2 AS (
  SELECT
    CAST(date_trunc('quarter', CAST(paid_on AS TIMESTAMP)) AS DATE) AS quarter,
    SUM(amount) AS paid_revenue
  FROM orders
  GROUP BY CAST(date_trunc('quarter', CAST(paid_on AS TIMESTAMP)) AS DATE)
),
combined AS (
  SELECT quarter, revenue, CAST(NULL AS NUMERIC(38, 2)) AS paid_revenue
  FROM orders_by_quarter
  UNION ALL
  SELECT quarter, CAST(NULL AS NUMERIC(38, 2)) AS revenue, paid_revenue
  FROM orders_by_quarter_2
)
SELECT quarter, MAX(revenue) AS revenue, MAX(paid_revenue) AS paid_revenue
FROM combined
GROUP BY quarter
ORDER BY quarter NULLS LAST
