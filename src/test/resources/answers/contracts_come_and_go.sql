WITH moves AS (
  SELECT date_trunc('quarter', started_on) AS quarter, 1 AS started, 0 AS ended FROM subscriptions
  UNION ALL
  SELECT date_trunc('quarter', ended_on), 0, 1 FROM subscriptions WHERE ended_on IS NOT NULL
)
SELECT quarter,
       SUM(started) AS subscriptions_started,
       SUM(ended) AS subscriptions_ended,
       SUM(started) - SUM(ended) AS net_new_subscriptions
FROM moves
GROUP BY quarter
