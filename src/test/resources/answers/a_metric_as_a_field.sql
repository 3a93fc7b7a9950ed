SELECT u.plan,
       MAX((SELECT COUNT(*) FROM events e WHERE e.user_id = u.user_id)) AS busiest,
       AVG((SELECT COUNT(*) FROM events e WHERE e.user_id = u.user_id)) AS mean_events,
       MIN((SELECT MIN(occurred_at) FROM events e WHERE e.user_id = u.user_id)) AS earliest
FROM users u
GROUP BY u.plan
