SELECT priority,
       AVG(csat) AS csat_score,
       COUNT(*) FILTER (WHERE csat IN (4, 5)) / NULLIF(COUNT(csat), 0)::DOUBLE AS satisfied_share,
       COUNT(solved_at) / COUNT(*)::DOUBLE AS solve_rate,
       COUNT(*) FILTER (WHERE solved_at >= opened_at + INTERVAL 1 DAY) AS slow_tickets,
       BOOL_OR(priority = 'urgent') AS any_urgent
FROM tickets
GROUP BY priority
