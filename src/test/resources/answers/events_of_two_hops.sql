SELECT CASE WHEN c.employees < 50 THEN 'small'
            WHEN c.employees < 250 THEN 'medium'
            WHEN c.employees >= 250 THEN 'large' END AS size,
       COUNT(*) AS events_logged,
       COUNT(DISTINCT e.user_id) AS active_users,
       COUNT(*) / NULLIF(COUNT(DISTINCT e.user_id), 0)::DOUBLE AS events_per_user
FROM events e
JOIN users u ON u.user_id = e.user_id
JOIN companies c ON c.company_id = u.company_id
WHERE c.industry = 'tech'
GROUP BY 1
