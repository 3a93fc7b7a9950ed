WITH s AS (
  SELECT date_trunc('quarter', day) AS quarter, SUM(amount) AS spend FROM ad_spend GROUP BY 1
), u AS (
  SELECT date_trunc('quarter', created_at) AS quarter, COUNT(*) AS n FROM users GROUP BY 1
), t AS (
  SELECT date_trunc('quarter', opened_at) AS quarter, COUNT(*) AS n FROM tickets GROUP BY 1
), quarters AS (
  SELECT quarter FROM s UNION SELECT quarter FROM u UNION SELECT quarter FROM t
)
SELECT q.quarter,
       s.spend,
       COALESCE(u.n, 0) AS total_users,
       COALESCE(t.n, 0) AS tickets_opened,
       s.spend / NULLIF(u.n, 0) AS cost_per_signup
FROM quarters q
LEFT JOIN s ON s.quarter = q.quarter
LEFT JOIN u ON u.quarter = q.quarter
LEFT JOIN t ON t.quarter = q.quarter
