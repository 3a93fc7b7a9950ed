SELECT date_trunc('year', occurred_at) AS year, COUNT(*) AS events_logged
FROM events
GROUP BY 1
