-- The same recipients as recipients.sql, all of them, for a stream. $1 queue; $2 and $3 are not used here; from $4 on the filters' own
SELECT m.id, m.recipient, c.name, m.contact_id, m.state, m.reason, m.variant, m.sender_id, s.name AS sender, m.method, m.attempt, m.created_at, m.due_at, m.sent_at, m.delivered_at, m.read_at, m.finished_at, m.dead
FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id LEFT JOIN senders s ON s.id = m.sender_id
WHERE m.queue_id = $1 AND m.id > $2 AND $3 > 0/*narrow*//*filters*/
ORDER BY m.id
