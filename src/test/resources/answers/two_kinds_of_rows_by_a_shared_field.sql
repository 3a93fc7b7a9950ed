WITH t AS (
  SELECT u.plan, COUNT(*) AS n
  FROM tickets LEFT JOIN users u ON u.user_id = tickets.user_id GROUP BY u.plan
), e AS (
  SELECT u.plan, COUNT(DISTINCT events.user_id) AS n
  FROM events LEFT JOIN users u ON u.user_id = events.user_id GROUP BY u.plan
)
SELECT COALESCE(t.plan, e.plan) AS plan,
       COALESCE(t.n, 0) AS tickets_opened,
       COALESCE(e.n, 0) AS active_users,
       COALESCE(t.n, 0)::DOUBLE / NULLIF(e.n, 0) AS tickets_per_active_user
FROM t FULL JOIN e ON t.plan IS NOT DISTINCT FROM e.plan
