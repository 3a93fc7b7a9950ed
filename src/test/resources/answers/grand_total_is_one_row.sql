SELECT (SELECT COUNT(*) FROM users) AS total_users,
       (SELECT AVG(CASE WHEN plan <> 'free' THEN 1.0 ELSE 0 END) FROM users) AS conversion_rate,
       (SELECT SUM(amount * rate)
        FROM invoices
        JOIN fx_rates ON fx_rates.currency = invoices.currency
                     AND rate_month = date_trunc('month', issued_on)
        WHERE status <> 'draft') AS invoiced,
       (SELECT AVG(csat) FROM tickets) AS csat_score
