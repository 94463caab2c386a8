-- A tenant's queues by lane, for a person who looks: what waits in open and in held queues by state, what is in a driver's hands, what was sent lately.
-- Counting stops at $3 per queue. The oldest is found by jumping from pin to pin (one index probe each), as in queue_figures.sql.
-- $1 tenant, $2 now, $3 enough, $4 the last whole slot's end
WITH queues AS MATERIALIZED (SELECT id, lane, state FROM outbox_queues WHERE tenant_id = $1 AND state <> 'closed'),
counted AS MATERIALIZED (
    SELECT q.id, q.lane, q.state AS queue_state, few.state, count(*) AS n
    FROM queues q CROSS JOIN LATERAL (
        SELECT m.state FROM messages m WHERE m.queue_id = q.id AND m.due_at IS NOT NULL ORDER BY m.pin, m.due_at LIMIT $3
    ) few
    GROUP BY q.id, q.lane, q.state, few.state
),
sending AS (
    SELECT q.lane, count(*) AS n FROM messages m JOIN outbox_queues q ON q.id = m.queue_id
    WHERE m.lease_until IS NOT NULL AND m.state = 'sending' AND m.tenant_id = $1 GROUP BY q.lane
),
oldest AS (
    SELECT due.id, due.due_at FROM queues q CROSS JOIN LATERAL (
        WITH RECURSIVE heads AS (
            (SELECT m.id, m.pin, m.due_at FROM messages m WHERE m.queue_id = q.id AND m.due_at IS NOT NULL ORDER BY m.pin, m.due_at LIMIT 1)
            UNION ALL
            SELECT next.id, next.pin, next.due_at FROM heads CROSS JOIN LATERAL (
                SELECT m.id, m.pin, m.due_at FROM messages m WHERE m.queue_id = q.id AND m.due_at IS NOT NULL AND m.pin > heads.pin ORDER BY m.pin, m.due_at LIMIT 1
            ) next
        )
        SELECT heads.id, heads.due_at FROM heads WHERE heads.due_at <= $2 ORDER BY heads.due_at LIMIT 1
    ) due
    WHERE q.state = 'open' ORDER BY due.due_at LIMIT 1
),
dead AS (
    SELECT state, count(*) AS n FROM (SELECT m.state FROM messages m WHERE m.tenant_id = $1 AND m.dead LIMIT $3) few GROUP BY state
)
SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lane', lane, 'held', queue_state = 'held', 'state', state, 'amount', n)), '[]')
     FROM (SELECT lane, queue_state, state, sum(n) AS n FROM counted GROUP BY 1, 2, 3) sums),
    (SELECT coalesce(bool_or(n >= $3), false) FROM (SELECT sum(n) AS n FROM counted GROUP BY id) per_queue),
    (SELECT coalesce(jsonb_object_agg(lane, n), '{}') FROM sending),
    (SELECT coalesce(sum(r.sent) FILTER (WHERE r.slot >= $4 - interval '1 minute'), 0)::bigint FROM queue_rates r WHERE r.tenant_id = $1 AND r.slot >= $4 - interval '5 minutes' AND r.slot < $4),
    (SELECT coalesce(sum(r.sent), 0)::bigint FROM queue_rates r WHERE r.tenant_id = $1 AND r.slot >= $4 - interval '5 minutes' AND r.slot < $4),
    (SELECT id FROM oldest), (SELECT due_at FROM oldest),
    (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM dead)
