WITH families AS (
  SELECT DISTINCT i.invoice_id, p.family
  FROM invoices i
  LEFT JOIN invoice_lines l ON l.invoice_id = i.invoice_id
  LEFT JOIN products p ON p.sku = l.sku
  WHERE i.status <> 'draft'
)
SELECT fam.family,
       SUM(i.amount * f.rate) AS invoiced,
       COUNT(*) AS invoices_issued,
       AVG(i.amount * f.rate) FILTER (WHERE i.amount >= 0) AS average_invoice
FROM families fam
JOIN invoices i ON i.invoice_id = fam.invoice_id
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
GROUP BY fam.family
