SELECT c.country, COUNT(*) AS total_users
FROM users u LEFT JOIN companies c ON c.company_id = u.company_id
WHERE c.country = '' OR c.country IS NULL
GROUP BY 1
