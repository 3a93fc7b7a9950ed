SELECT DISTINCT region, plan
FROM customers
WHERE NOT deleted
ORDER BY region NULLS LAST, plan NULLS LAST
