SELECT CASE WHEN c.employees < 50 THEN 'small' WHEN c.employees < 250 THEN 'medium' WHEN c.employees >= 250 THEN 'large' END AS size,
       COUNT(*) AS total_users,
       AVG(CASE WHEN u.plan <> 'free' THEN 1.0 ELSE 0 END) AS conversion_rate
FROM users u
JOIN companies c ON c.company_id = u.company_id
WHERE c.company_id IN (SELECT company_id FROM company_tags JOIN tags USING (tag_id) WHERE name IN ('vip', 'beta'))
GROUP BY 1
