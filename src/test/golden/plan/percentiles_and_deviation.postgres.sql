SELECT
  percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS mid,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY amount) AS high,
  CAST(stddev_samp(amount) AS DOUBLE PRECISION) AS spread,
  COUNT(DISTINCT customer_id) AS buyers
FROM orders
