WITH categories AS (
  SELECT DISTINCT ct.company_id, t.category
  FROM company_tags ct
  LEFT JOIN tags t ON t.tag_id = ct.tag_id
), billed AS (
  SELECT i.invoice_id,
         i.amount * (SELECT f.rate
                     FROM fx_rates f
                     WHERE f.currency = i.currency
                       AND year(f.rate_month) = year(i.issued_on)
                       AND month(f.rate_month) = month(i.issued_on)) AS usd,
         c.company_id
  FROM invoices i
  LEFT JOIN companies c ON c.company_id = i.billed_to_id
  WHERE i.status <> 'draft'
)
SELECT categories.category, SUM(usd) AS invoiced, COUNT(*) AS invoices_issued
FROM billed
LEFT JOIN categories ON categories.company_id = billed.company_id
GROUP BY categories.category
