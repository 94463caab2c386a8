-- Empties a person's messages; answers how many are leaving right now (their rows are in a dispatcher's hands and are left alone: the caller
-- rolls back), and beside it how many of each queue and variant waited and are cancelled, for the figures. At least one row. $1 tenant, $2 contact, $3 now.
WITH mine AS MATERIALIZED (
    SELECT id, state, state IN ('pending', 'queued', 'retrying') AS waited FROM messages WHERE contact_id = $2 AND tenant_id = $1 FOR UPDATE
), emptied AS (
    UPDATE messages m SET
        contact_id = NULL, recipient = 'erased', content = NULL, variables = NULL, provider_id = NULL, dead = false,
        state = CASE WHEN mine.waited THEN 'cancelled' ELSE m.state END,
        reason = CASE WHEN mine.waited THEN 'stopped-by-person' ELSE m.reason END,
        finished_at = CASE WHEN mine.waited THEN $3 ELSE m.finished_at END,
        due_at = NULL, lease = NULL, lease_until = NULL
    FROM mine WHERE m.id = mine.id AND mine.state <> 'sending'
    RETURNING m.queue_id, m.variant, mine.waited
), quieted AS (
    UPDATE message_attempts a SET raw_error = NULL FROM mine WHERE a.message_id = mine.id
)
SELECT leaving.amount, cancelled.queue_id, cancelled.variant, cancelled.amount
FROM (SELECT count(*) AS amount FROM mine WHERE state = 'sending') leaving
LEFT JOIN (SELECT queue_id, variant, count(*)::int AS amount FROM emptied WHERE waited GROUP BY 1, 2) cancelled ON true
