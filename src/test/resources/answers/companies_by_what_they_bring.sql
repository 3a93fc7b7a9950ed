WITH money AS (
  SELECT company_id, SUM(monthly_amount) AS mrr FROM subscriptions
  WHERE status IN ('active', 'past_due') GROUP BY 1
)
SELECT CASE WHEN country IN ('US', 'CA') THEN 'America'
            WHEN country IN ('DE', 'FR', 'GB') THEN 'Europe'
            WHEN country IN ('IN', 'JP') THEN 'Asia' END AS region,
       COUNT(*) AS companies, AVG(employees) AS staff
FROM companies JOIN money USING (company_id)
WHERE mrr > 500
GROUP BY 1
