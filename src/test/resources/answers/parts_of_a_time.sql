SELECT isodow(occurred_at) AS day_of_week,
       hour(occurred_at) AS hour_of_day,
       COUNT(*) AS events_logged
FROM events
WHERE isodow(occurred_at) >= 6
GROUP BY 1, 2
