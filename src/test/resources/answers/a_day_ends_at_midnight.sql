SELECT created_at::DATE AS day, COUNT(*) AS total_users
FROM users
WHERE created_at >= TIMESTAMP '2024-02-28' AND created_at < TIMESTAMP '2024-03-02'
GROUP BY 1
