-- Lets ended messages wait again, with the attempts of their queue granted anew. What is left of the messages of an erased person has nobody to go to.
-- $1 ids, $2 now
WITH old AS (
    SELECT m.id, m.tenant_id, m.queue_id, m.sender_id, m.method, m.variant, m.state, m.reason
    FROM messages m JOIN outbox_queues q ON q.id = m.queue_id
    WHERE m.id = ANY($1) AND m.state IN ('failed', 'unknown') AND q.state <> 'closed' AND m.recipient <> 'erased'
    ORDER BY m.id FOR UPDATE OF m
)
UPDATE messages m SET state = 'retrying', due_at = $2, dead = false, granted = m.attempt, reason = NULL, finished_at = NULL, sent_at = NULL
FROM old WHERE m.id = old.id
RETURNING old.tenant_id, old.queue_id, old.sender_id, old.method, old.variant, old.state, old.reason
