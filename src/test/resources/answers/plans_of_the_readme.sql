SELECT plan,
       COUNT(DISTINCT user_id) FILTER (WHERE login_count > 100) AS power_users,
       1.0 * SUM(CASE WHEN plan <> 'free' THEN 1 ELSE 0 END) / COUNT(*) AS conversion_rate,
       SUM(revenue) / COUNT(DISTINCT user_id) AS arpu
FROM users
GROUP BY plan
