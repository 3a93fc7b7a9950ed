WITH usd AS (
  SELECT i.*, i.amount * f.rate AS usd
  FROM invoices i
  LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
  WHERE i.status <> 'draft'
)
SELECT make_date(year(issued_on), CASE WHEN month(issued_on) <= 6 THEN 1 ELSE 7 END, 1) AS half,
       COALESCE(SUM(usd) FILTER (WHERE amount < 0), 0) AS credited,
       -COALESCE(SUM(usd) FILTER (WHERE amount < 0), 0)
         / SUM(usd) FILTER (WHERE amount >= 0) AS credit_rate,
       MAX(usd) AS largest_invoice,
       SUM(usd) AS invoiced
FROM usd
GROUP BY 1
