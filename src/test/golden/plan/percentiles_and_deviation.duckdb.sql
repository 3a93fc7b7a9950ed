SELECT
  quantile_cont(CAST(amount AS DOUBLE), 0.5) AS mid,
  quantile_cont(CAST(amount AS DOUBLE), 0.95) AS high,
  stddev_samp(amount) AS spread,
  approx_count_distinct(customer_id) AS buyers
FROM orders
