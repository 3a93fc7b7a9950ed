SELECT date_trunc('month', occurred_at) AS month,
       CASE WHEN COUNT(*) >= 20
             AND 1.0 * COUNT(*) FILTER (WHERE duration_ms > 1000) / NULLIF(COUNT(duration_ms), 0) > 0.25
            THEN 1 ELSE 0 END AS slow_alert,
       COUNT(*) AS events_logged
FROM events
WHERE occurred_at >= TIMESTAMP '2024-01-01' AND occurred_at < TIMESTAMP '2025-01-01'
GROUP BY 1
