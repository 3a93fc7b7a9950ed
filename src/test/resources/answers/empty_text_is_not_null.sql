SELECT platform, COUNT(*) AS events_logged, COUNT(DISTINCT user_id) AS active_users
FROM events
GROUP BY platform
