SELECT c.name, COUNT(*) AS total_users, SUM(u.revenue) / COUNT(u.user_id) AS arpu
FROM users u LEFT JOIN companies c ON c.company_id = u.company_id
GROUP BY c.name
HAVING COUNT(*) >= 12 AND SUM(u.revenue) / COUNT(u.user_id) > 100
