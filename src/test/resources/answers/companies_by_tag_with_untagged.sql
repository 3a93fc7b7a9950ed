WITH contracts AS (
  SELECT company_id, COUNT(*) AS n FROM subscriptions GROUP BY company_id
), tagged AS (
  SELECT DISTINCT c.company_id, t.name
  FROM companies c
  LEFT JOIN company_tags ct ON ct.company_id = c.company_id
  LEFT JOIN tags t ON t.tag_id = ct.tag_id
)
SELECT tagged.name,
       COUNT(*) AS companies,
       COUNT(*) FILTER (WHERE contracts.n >= 2) AS repeat_companies
FROM tagged
LEFT JOIN contracts ON contracts.company_id = tagged.company_id
GROUP BY tagged.name
