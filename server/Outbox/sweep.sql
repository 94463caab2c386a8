-- Turns what is left in closed queues into its end, a batch at a time, so that stopping a campaign costs the same for ten and for a million.
-- Messages in flight end by themselves. $1 now, $2 batch
WITH closed AS (
    SELECT id, closes_as FROM outbox_queues WHERE state = 'closed' AND closes_as IN ('cancelled', 'expired')
),
leftover AS (
    SELECT m.id, c.closes_as FROM closed c CROSS JOIN LATERAL (
        SELECT id FROM messages m WHERE m.queue_id = c.id AND m.due_at IS NOT NULL LIMIT $2 FOR UPDATE SKIP LOCKED
    ) m LIMIT $2
)
UPDATE messages m SET state = leftover.closes_as, due_at = NULL, finished_at = $1,
    reason = CASE leftover.closes_as WHEN 'expired' THEN 'campaign-ended' ELSE 'campaign-stopped' END
FROM leftover WHERE m.id = leftover.id AND m.due_at IS NOT NULL
RETURNING m.tenant_id, m.queue_id, m.variant, m.state, m.id
