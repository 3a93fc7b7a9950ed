SELECT p.family,
       SUM(l.quantity) AS units_sold,
       SUM((l.quantity * l.unit_price - COALESCE(l.discount, 0)) * f.rate) AS line_revenue,
       COUNT(*) AS lines_billed,
       SUM(COALESCE(l.discount, 0)) / NULLIF(SUM(l.quantity * l.unit_price), 0) AS discount_rate
FROM invoice_lines l
LEFT JOIN products p ON p.sku = l.sku
LEFT JOIN invoices i ON i.invoice_id = l.invoice_id AND i.status <> 'draft'
LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
GROUP BY p.family
