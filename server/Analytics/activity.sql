-- What a tenant's messages came to, per hour: from the folded tallies, so a second old at most. Inbound messages are counted as received.
-- $1 tenant, $2 from, $3 to (whole hours)
SELECT t.hour, t.metric, t.method, CASE WHEN t.metric IN ('failed', 'suppressed') THEN t.reason ELSE '' END AS reason, sum(t.amount)::bigint
FROM sender_tallies t
WHERE t.tenant_id = $1 AND t.hour >= $2 AND t.hour < $3
GROUP BY 1, 2, 3, 4
