SELECT status,
       COUNT(*) FILTER (WHERE invoice_id IN (
         SELECT l.invoice_id FROM invoice_lines l JOIN products p ON p.sku = l.sku WHERE p.family = 'services'
       )) AS service_invoices,
       COUNT(*) AS invoices_issued
FROM invoices
WHERE status <> 'draft'
GROUP BY status
