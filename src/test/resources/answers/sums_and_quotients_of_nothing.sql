SELECT c.name, DATE '2023-05-01' AS month, NULL AS invoiced, NULL AS credit_rate, NULL AS average_invoice, COUNT(*) AS invoices_issued
FROM invoices i LEFT JOIN companies c ON c.company_id = i.billed_to_id
WHERE status <> 'draft' AND i.currency = 'GBP' AND issued_on BETWEEN '2023-05-01' AND '2023-05-31'
GROUP BY 1
