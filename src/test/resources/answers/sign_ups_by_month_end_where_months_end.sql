SELECT date_trunc('month', created_at) AS month,
       COUNT(*) AS total_users,
       COUNT(*) FILTER (WHERE c.company_id IS NULL) AS solo_users
FROM users u
LEFT JOIN companies c ON c.company_id = u.company_id
GROUP BY 1
