SELECT channel,
       COUNT(*) FILTER (WHERE n IS NULL) AS idle_users,
       COUNT(*) FILTER (WHERE n >= 10) AS activated_users,
       COUNT(*) FILTER (WHERE n >= 10)::DOUBLE / COUNT(*) AS activation_rate
FROM users
LEFT JOIN (SELECT user_id, COUNT(*) AS n FROM events GROUP BY user_id) e USING (user_id)
GROUP BY channel
