SELECT weekofyear(created_at) AS week_of_year, quarter(created_at) AS quarter_of_year, COUNT(*) AS total_users
FROM users WHERE year(created_at) = 2024 AND month(created_at) <= 3
GROUP BY 1, 2
