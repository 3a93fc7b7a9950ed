SELECT date_trunc('week', u.created_at) AS week,
       u.plan,
       COUNT(*) AS total_users,
       COUNT(*) FILTER (WHERE u.plan <> 'free') AS paid_users,
       COUNT(*) FILTER (WHERE u.plan <> 'free') / COUNT(*)::DOUBLE AS conversion_rate
FROM users u
JOIN companies c ON c.company_id = u.company_id
WHERE c.industry = 'tech'
  AND u.created_at >= TIMESTAMP '2024-01-01' AND u.created_at < TIMESTAMP '2024-03-25'
GROUP BY 1, 2
HAVING COUNT(*) > 1
ORDER BY week, total_users DESC, plan
LIMIT 10
