WITH means AS (SELECT user_id, AVG(csat) AS csat FROM tickets GROUP BY user_id)
SELECT u.plan, u.is_admin, COUNT(*) AS unhappy_users
FROM users u JOIN means m ON m.user_id = u.user_id
WHERE m.csat < 3
GROUP BY u.plan, u.is_admin
