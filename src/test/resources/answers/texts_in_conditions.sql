SELECT is_admin,
       COUNT(*) FILTER (WHERE split_part(email, '@', 2) IN ('example.org', 'example.edu')) AS others,
       COUNT(*) FILTER (WHERE email LIKE '%@example.com') AS commercial,
       COUNT(*) AS total_users
FROM users GROUP BY 1
