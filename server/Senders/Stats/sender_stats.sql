-- Sums of a sender per hour and driver, from the folded tallies (a second old at most).
-- $1 sender, $2 from, $3 to, $4 tenant
SELECT hour, method, metric, sum(amount)::bigint
FROM sender_tallies
WHERE tenant_id = $4 AND sender_id = $1 AND hour >= date_trunc('hour', $2::timestamptz) AND hour < $3
GROUP BY 1, 2, 3
