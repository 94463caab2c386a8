-- Ends what waits for a sender that will not come, so that nothing waits for ever and what it belongs to can end too.
-- The sender was deleted: all that must go through it. It is banned or logged out: only what may have left through that very login, after the time that an unknown
-- outcome waits; all else waits for the next login. What may have left never goes through another sender, so it is unknown and a person decides; the rest has failed.
-- What is only softly pinned is not touched: others take it. $1 queues, $2 pins, $3 now, $4 how long an unknown outcome waits, $5 batch
WITH gone AS MATERIALIZED (
    SELECT w.queue_id, w.pin, s.deleted_at IS NOT NULL AS deleted
    FROM unnest($1::uuid[], $2::uuid[]) AS w(queue_id, pin) JOIN senders s ON s.id = w.pin
),
tied AS (
    SELECT t.* FROM gone g CROSS JOIN LATERAL (
        SELECT m.id, left_perhaps.it AS may_have_left, CASE WHEN g.deleted THEN 'sender-deleted' WHEN x.state = 'banned' THEN 'sender-banned' ELSE 'sender-logged-out' END AS reason
        FROM messages m
        LEFT JOIN sessions x ON x.sender_id = m.pin AND x.driver = m.bound_driver AND x.state IN ('banned', 'logged_out') AND x.updated_at <= $3 - $4
        CROSS JOIN LATERAL (SELECT m.attempt > 0 AND EXISTS (SELECT FROM message_attempts a WHERE a.message_id = m.id AND a.outcome = 'unknown') AS it) left_perhaps
        WHERE m.queue_id = g.queue_id AND m.pin = g.pin AND m.due_at IS NOT NULL AND m.pin_hard
          AND (g.deleted OR (x.state IS NOT NULL AND m.due_at <= $3 - $4 AND left_perhaps.it))
        LIMIT $5
        FOR UPDATE OF m SKIP LOCKED
    ) t
    LIMIT $5
)
UPDATE messages m SET state = CASE WHEN tied.may_have_left THEN 'unknown' ELSE 'failed' END, due_at = NULL, dead = true, reason = tied.reason, finished_at = $3
FROM tied WHERE m.id = tied.id AND m.due_at IS NOT NULL AND m.state IN ('pending', 'queued', 'retrying')
RETURNING m.tenant_id, m.queue_id, m.sender_id, m.method, m.variant, m.state, m.reason
