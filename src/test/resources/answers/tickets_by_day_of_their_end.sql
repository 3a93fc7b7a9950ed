WITH opened AS (
  SELECT date_trunc('month', opened_at) AS month,
         COUNT(*) AS n,
         COUNT(*) FILTER (WHERE priority = 'high' OR priority = 'urgent') AS pressing,
         MEDIAN(first_reply_minutes::DOUBLE) AS first_reply
  FROM tickets
  WHERE opened_at >= TIMESTAMP '2024-07-01' AND opened_at < TIMESTAMP '2025-01-01'
  GROUP BY 1
), solved AS (
  SELECT date_trunc('month', solved_at) AS month, COUNT(*) AS n
  FROM tickets
  WHERE solved_at >= TIMESTAMP '2024-07-01' AND solved_at < TIMESTAMP '2025-01-01'
  GROUP BY 1
)
SELECT COALESCE(o.month, s.month) AS month,
       COALESCE(o.n, 0) AS tickets_opened,
       COALESCE(s.n, 0) AS tickets_solved,
       o.pressing::DOUBLE / o.n AS urgent_share,
       o.first_reply
FROM opened o FULL JOIN solved s ON s.month = o.month
