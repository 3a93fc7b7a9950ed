SELECT (SELECT COUNT(DISTINCT user_id) FROM events) AS active_users,
       (SELECT COUNT(DISTINCT billed_to_id) FROM invoices WHERE status <> 'draft') AS billed_companies,
       (SELECT COUNT(*) FROM tickets) / (SELECT COUNT(DISTINCT user_id) FROM events)::DOUBLE AS tickets_per_active_user,
       (SELECT COUNT(*) FROM companies c WHERE (SELECT COUNT(*) FROM subscriptions s WHERE s.company_id = c.company_id) >= 2) AS repeat_companies,
       (SELECT COUNT(*) FROM invoices i WHERE status <> 'draft' AND (SELECT COUNT(*) FROM invoice_lines l WHERE l.invoice_id = i.invoice_id) >= 4) AS long_invoices
