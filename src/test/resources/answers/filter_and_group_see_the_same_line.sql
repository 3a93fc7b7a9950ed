SELECT p.name, COUNT(DISTINCT i.invoice_id) AS invoices_issued
FROM invoices i
JOIN invoice_lines l ON l.invoice_id = i.invoice_id
JOIN products p ON p.sku = l.sku
WHERE i.status <> 'draft' AND p.family = 'services'
GROUP BY p.name
