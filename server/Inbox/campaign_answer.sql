-- The campaign message that a person's message answers: the last one that was sent to them within a week before it, and whether they had answered it already.
-- Among the latest 200 of the conversation, so that a long one costs no more. $1 contact, $2 the network's time of the person's message, $3 its id
WITH latest AS MATERIALIZED (
    SELECT id, direction, origin, queue_id, variant, method, sender_id, sent_at, created_at FROM messages WHERE contact_id = $1 ORDER BY id DESC LIMIT 200
)
SELECT m.queue_id, m.variant, m.method, m.sender_id,
    EXISTS (SELECT FROM latest r WHERE r.direction = 'in' AND r.id <> $3 AND r.created_at > m.sent_at AND r.created_at <= $2)
FROM latest m
WHERE m.origin = 'campaign' AND m.queue_id IS NOT NULL AND m.sent_at < $2 AND m.sent_at > $2 - interval '7 days'
ORDER BY m.sent_at DESC LIMIT 1
