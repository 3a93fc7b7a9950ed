SELECT status,
       COUNT(*) FILTER (WHERE csat <= 3) AS bad,
       COUNT(*) - COUNT(csat) AS silent,
       COUNT(*) AS tickets_opened
FROM tickets
GROUP BY status
