SELECT CAST(occurred_at AS DATE) AS day, kind, COUNT(*) AS events_logged, COUNT(DISTINCT user_id) AS active_users
FROM events
WHERE CAST(occurred_at AS DATE) = DATE '2024-02-29'
GROUP BY 1, 2
