WITH first_events AS (
  SELECT user_id, MIN(occurred_at) AS first_at FROM events GROUP BY user_id
)
SELECT plan,
       date_trunc('year', created_at) AS year,
       COUNT(*) FILTER (WHERE first_at < created_at + INTERVAL 7 DAY) AS fast_starters,
       COUNT(*) AS total_users
FROM users LEFT JOIN first_events USING (user_id)
GROUP BY 1, 2
