WITH returns_rows AS (
SELECT return_id, customer_id, amount, returned_on
FROM returns -- all of them
),
orders_total AS (
  SELECT SUM(amount) AS revenue
  FROM orders
),
returns_total AS (
  SELECT SUM(amount) AS returned
  FROM returns_rows AS returns
)
SELECT orders_total.revenue, returns_total.returned
FROM orders_total
CROSS JOIN returns_total
