SELECT c.industry,
       COUNT(*) AS total_users,
       COUNT(*) FILTER (WHERE u.plan IN ('pro', 'team', 'enterprise')) AS paid_users,
       COUNT(*) FILTER (WHERE u.plan IN ('pro', 'team', 'enterprise')) / COUNT(*)::DOUBLE AS conversion_rate
FROM users u
LEFT JOIN companies c ON c.company_id = u.company_id
GROUP BY c.industry
