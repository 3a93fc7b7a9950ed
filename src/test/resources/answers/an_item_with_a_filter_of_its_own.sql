SELECT channel,
       COUNT(*) AS total_users,
       COUNT(*) FILTER (WHERE plan = 'pro') AS pro,
       SUM(revenue) FILTER (WHERE is_admin) / NULLIF(COUNT(DISTINCT user_id) FILTER (WHERE is_admin), 0) AS admin_arpu
FROM users
GROUP BY channel
