SELECT currency,
       COUNT(*) FILTER (WHERE n >= 4) AS long_invoices,
       COUNT(*) FILTER (WHERE paid_on > due_on) AS late_invoices,
       1.0 * COUNT(*) FILTER (WHERE paid_on > due_on) / COUNT(paid_on) AS late_share
FROM invoices
LEFT JOIN (SELECT invoice_id, COUNT(*) AS n FROM invoice_lines GROUP BY invoice_id) USING (invoice_id)
WHERE status <> 'draft'
GROUP BY currency
