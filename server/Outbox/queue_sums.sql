-- What was counted of several queues, exact at one moment: the sums, and the batches that are not folded into them yet. $1 queues, $2 tenant
SELECT queue_id, variant, metric, sum(amount)::bigint
FROM (
    SELECT queue_id, variant, metric, amount FROM queue_tallies WHERE queue_id = ANY($1) AND tenant_id = $2
    UNION ALL
    SELECT u.queue_id, u.variant, u.metric, u.amount
    FROM tally_batches b, unnest(b.queue_id, b.tenant_id, b.variant, b.metric, b.amount) AS u(queue_id, tenant_id, variant, metric, amount)
    WHERE u.queue_id = ANY($1) AND u.tenant_id = $2
) counted
GROUP BY 1, 2, 3 HAVING sum(amount) <> 0
