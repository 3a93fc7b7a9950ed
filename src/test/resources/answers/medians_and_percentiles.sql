SELECT kind,
       quantile_cont(duration_ms::DOUBLE, 0.5) AS median_duration,
       quantile_cont(duration_ms::DOUBLE, 0.95) AS p95_duration,
       stddev_samp(duration_ms) AS duration_spread,
       COUNT(*) FILTER (WHERE duration_ms > 1000) / COUNT(duration_ms)::DOUBLE AS slow_share
FROM events
GROUP BY kind
