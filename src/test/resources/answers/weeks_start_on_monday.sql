SELECT date_trunc('week', created_at) AS week, COUNT(*) AS total_users
FROM users
WHERE created_at >= TIMESTAMP '2024-12-09' AND created_at < TIMESTAMP '2025-01-06'
GROUP BY 1
