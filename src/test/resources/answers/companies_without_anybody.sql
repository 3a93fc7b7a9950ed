WITH people AS (SELECT company_id, COUNT(*) AS n FROM users GROUP BY 1)
SELECT CASE WHEN employees < 50 THEN 'small' WHEN employees < 250 THEN 'medium' WHEN employees >= 250 THEN 'large' END AS size,
       COUNT(*) FILTER (WHERE n IS NULL) AS empty_ones,
       COUNT(*) FILTER (WHERE n >= 20) AS large_ones
FROM companies LEFT JOIN people USING (company_id)
WHERE n IS NULL OR n >= 20
GROUP BY 1
