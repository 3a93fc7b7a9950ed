SELECT c.name, COUNT(*) AS total_users
FROM users u JOIN companies c ON c.company_id = u.company_id
GROUP BY c.name
ORDER BY SUM(u.revenue) / COUNT(DISTINCT u.user_id) DESC NULLS FIRST, c.name
LIMIT 7
