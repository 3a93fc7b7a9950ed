WITH s AS (
  SELECT channel, date_trunc('month', day) AS month, SUM(amount) AS spend
  FROM ad_spend WHERE year(day) = 2024 GROUP BY 1, 2
), u AS (
  SELECT channel, date_trunc('month', created_at) AS month, COUNT(*) AS n
  FROM users WHERE year(created_at) = 2024 GROUP BY 1, 2
)
SELECT COALESCE(s.channel, u.channel) AS channel,
       COALESCE(s.month, u.month) AS month,
       s.spend,
       COALESCE(u.n, 0) AS total_users,
       s.spend / u.n AS cost_per_signup
FROM s FULL JOIN u ON s.channel IS NOT DISTINCT FROM u.channel AND s.month = u.month
