WITH u AS (
  SELECT created_at::DATE AS day, COUNT(*) AS n FROM users
  WHERE created_at >= DATE '2024-12-02' AND created_at < DATE '2025-01-01' GROUP BY 1
), t AS (
  SELECT solved_at::DATE AS day, COUNT(*) AS n FROM tickets
  WHERE solved_at >= DATE '2024-12-02' AND solved_at < DATE '2025-01-01' GROUP BY 1
)
SELECT COALESCE(u.day, t.day) AS day, COALESCE(u.n, 0) AS total_users, COALESCE(t.n, 0) AS tickets_solved
FROM u FULL JOIN t ON u.day = t.day
