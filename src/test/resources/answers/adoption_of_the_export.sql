SELECT date_trunc('quarter', e.occurred_at) AS quarter,
       u.plan,
       COUNT(DISTINCT CASE WHEN e.kind = 'export' THEN e.user_id END)::DOUBLE
         / NULLIF(COUNT(DISTINCT e.user_id), 0) AS export_adoption,
       COUNT(DISTINCT CASE WHEN e.kind = 'export' THEN e.user_id END) AS exporting_users,
       COUNT(DISTINCT e.user_id) AS active_users
FROM events e LEFT JOIN users u ON u.user_id = e.user_id
WHERE e.occurred_at >= TIMESTAMP '2023-07-01' AND e.occurred_at < TIMESTAMP '2024-07-01'
GROUP BY 1, 2
