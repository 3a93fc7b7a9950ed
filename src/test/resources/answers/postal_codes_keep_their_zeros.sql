SELECT postal_code, COUNT(*) AS companies
FROM companies
WHERE postal_code LIKE '0%'
GROUP BY postal_code
