WITH usd AS (
  SELECT i.*, i.amount * f.rate AS amount_usd
  FROM invoices i
  LEFT JOIN fx_rates f ON f.currency = i.currency AND f.rate_month = date_trunc('month', i.issued_on)
  WHERE i.status <> 'draft'
), issued AS (
  SELECT date_trunc('month', issued_on) AS month, SUM(amount_usd) AS invoiced, COUNT(*) AS n
  FROM usd WHERE year(issued_on) = 2024 GROUP BY 1
), paid AS (
  SELECT date_trunc('month', paid_on) AS month, SUM(amount_usd) AS collected
  FROM usd WHERE year(paid_on) = 2024 AND status = 'paid' GROUP BY 1
)
SELECT COALESCE(issued.month, paid.month) AS month,
       invoiced,
       collected,
       COALESCE(n, 0) AS invoices_issued
FROM issued FULL JOIN paid ON issued.month = paid.month
