SELECT p.family, t.name, COUNT(DISTINCT i.invoice_id) AS invoices_issued
FROM invoices i
LEFT JOIN invoice_lines l ON l.invoice_id = i.invoice_id
LEFT JOIN products p ON p.sku = l.sku
LEFT JOIN companies c ON c.company_id = i.billed_to_id
LEFT JOIN company_tags ct ON ct.company_id = c.company_id
LEFT JOIN tags t ON t.tag_id = ct.tag_id
WHERE i.status <> 'draft'
GROUP BY 1, 2
