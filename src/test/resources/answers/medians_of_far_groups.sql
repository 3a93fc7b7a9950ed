WITH once AS (
  SELECT DISTINCT i.invoice_id, p.family, i.billed_to_id, i.amount, i.amount * f.rate AS usd
  FROM invoices i
  LEFT JOIN invoice_lines l ON l.invoice_id = i.invoice_id
  LEFT JOIN products p ON p.sku = l.sku
  LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
  WHERE i.status <> 'draft'
)
SELECT family,
       quantile_cont(usd::DOUBLE, 0.5) FILTER (WHERE amount >= 0) AS median_invoice,
       COUNT(DISTINCT billed_to_id) AS billed_companies,
       quantile_cont(usd::DOUBLE, 0.95) AS p95_invoice
FROM once GROUP BY 1
