WITH labelled AS (
  SELECT u.plan,
         CASE WHEN c.industry IS NULL THEN 'none' ELSE c.industry END AS industry
  FROM users u
  LEFT JOIN companies c ON c.company_id = u.company_id
)
SELECT industry, plan, COUNT(*) AS total_users
FROM labelled
WHERE industry = 'none' OR industry = 'tech'
GROUP BY industry, plan
