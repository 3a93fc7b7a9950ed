SELECT n AS event_count, COUNT(*) AS total_users
FROM (SELECT u.user_id, COUNT(e.event_id) AS n FROM users u LEFT JOIN events e ON e.user_id = u.user_id GROUP BY 1)
GROUP BY 1
HAVING COUNT(*) >= 5
