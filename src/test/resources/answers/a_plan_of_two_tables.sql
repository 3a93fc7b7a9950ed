WITH s AS (
  SELECT plan,
         SUM(monthly_amount) FILTER (WHERE status = 'active' OR status = 'past_due') AS mrr,
         SUM(monthly_amount) / SUM(seats) AS price_per_seat
  FROM subscriptions GROUP BY plan
), u AS (
  SELECT plan, COUNT(*) AS n FROM users WHERE plan <> 'free' GROUP BY plan
)
SELECT COALESCE(s.plan, u.plan) AS plan,
       mrr,
       12 * mrr AS arr,
       COALESCE(u.n, 0) AS paid_users,
       price_per_seat
FROM s FULL JOIN u ON s.plan = u.plan
