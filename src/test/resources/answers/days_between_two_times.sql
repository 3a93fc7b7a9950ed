SELECT make_date(year(opened_at), CASE WHEN month(opened_at) <= 6 THEN 1 ELSE 7 END, 1) AS half,
       COUNT(*) FILTER (WHERE datediff('day', opened_at, solved_at) <= 1) AS quick,
       COUNT(*) FILTER (WHERE solved_at - opened_at >= INTERVAL 168 HOUR) AS slow,
       COUNT(*) AS tickets_opened
FROM tickets GROUP BY 1
