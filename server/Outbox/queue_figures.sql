-- One tenant's open queues in one line. Counts stop at $3 per queue, and the oldest is found by jumping from pin to pin (one index probe each),
-- so a campaign of a million costs what one of ten thousand does.
-- $1 tenant, $2 now, $3 enough
WITH open AS MATERIALIZED (SELECT id FROM outbox_queues WHERE tenant_id = $1 AND state = 'open'),
counted AS (
    SELECT coalesce(sum(n), 0)::bigint AS waiting, coalesce(bool_or(n = $3), false) AS more
    FROM open CROSS JOIN LATERAL (
        -- The order is the index's, which keeps the planner from reading the whole ledger for the first few.
        SELECT count(*) AS n FROM (SELECT FROM messages m WHERE m.queue_id = open.id AND m.due_at IS NOT NULL ORDER BY m.pin, m.due_at LIMIT $3) few
    ) per_queue
),
oldest AS (
    SELECT min(due.due_at) AS due_at FROM open CROSS JOIN LATERAL (
        WITH RECURSIVE heads AS (
            (SELECT m.pin, m.due_at FROM messages m WHERE m.queue_id = open.id AND m.due_at IS NOT NULL ORDER BY m.pin, m.due_at LIMIT 1)
            UNION ALL
            SELECT next.pin, next.due_at FROM heads CROSS JOIN LATERAL (
                SELECT m.pin, m.due_at FROM messages m WHERE m.queue_id = open.id AND m.due_at IS NOT NULL AND m.pin > heads.pin ORDER BY m.pin, m.due_at LIMIT 1
            ) next
        )
        SELECT min(heads.due_at) AS due_at FROM heads WHERE heads.due_at <= $2
    ) due
),
sent AS (
    SELECT coalesce(array_agg(queue_id), '{}') AS queues, coalesce(array_agg(amount), '{}') AS amounts
    FROM (
        SELECT open.id AS queue_id, coalesce(sum(t.amount), 0)::bigint AS amount
        FROM open LEFT JOIN queue_tallies t ON t.queue_id = open.id AND t.metric = 'sent' GROUP BY 1
    ) per_queue
)
SELECT counted.waiting, counted.more,
    (SELECT count(*) FROM messages m WHERE m.lease_until IS NOT NULL AND m.state = 'sending' AND m.tenant_id = $1),
    (SELECT count(*) FROM (SELECT FROM messages m WHERE m.tenant_id = $1 AND m.dead LIMIT $3) few),
    oldest.due_at, sent.queues, sent.amounts
FROM counted, oldest, sent
