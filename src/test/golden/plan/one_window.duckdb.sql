SELECT SUM(amount) AS r28
FROM orders
WHERE ordered_at >= DATE '2024-02-12'
  AND ordered_at < DATE '2024-03-11'
