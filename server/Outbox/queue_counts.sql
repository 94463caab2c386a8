-- In one statement, so that a batch that is being folded is seen on one side only. $1 queue, $2 tenant
SELECT variant, method, metric, reason, sum(amount)::bigint
FROM (
    SELECT variant, method, metric, reason, amount FROM queue_tallies WHERE queue_id = $1 AND tenant_id = $2
    UNION ALL
    SELECT u.variant, u.method, u.metric, u.reason, u.amount
    FROM tally_batches b, unnest(b.queue_id, b.tenant_id, b.variant, b.method, b.metric, b.reason, b.amount) AS u(queue_id, tenant_id, variant, method, metric, reason, amount)
    WHERE u.queue_id = $1 AND u.tenant_id = $2
) counted
GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
