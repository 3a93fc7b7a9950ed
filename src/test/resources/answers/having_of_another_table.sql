WITH a AS (
  SELECT plan, channel, COUNT(DISTINCT e.user_id) AS n
  FROM events e LEFT JOIN users u ON u.user_id = e.user_id GROUP BY 1, 2
)
SELECT u.plan, u.channel, COUNT(*) AS total_users
FROM users u LEFT JOIN a ON a.plan = u.plan AND a.channel IS NOT DISTINCT FROM u.channel
GROUP BY 1, 2
HAVING MAX(a.n) > 100
