-- Messages with the names of their people and senders, and the template that they were or will be made from. The caller adds its WHERE.
SELECT m.id, m.direction, m.origin, m.state, m.recipient, m.contact_id, c.name, m.queue_id, m.variant, m.sender_id, s.name,
    m.content, CASE WHEN m.content IS NULL THEN q.templates -> CASE WHEN jsonb_array_length(q.templates) = 1 THEN 0 ELSE m.variant END END,
    m.bound_driver, m.method, m.provider_id, m.attempt, m.reason, m.dead, m.created_at, m.sent_at, m.delivered_at, m.read_at, m.finished_at, m.due_at, m.variables, c.variables
FROM messages m
LEFT JOIN contacts c ON c.id = m.contact_id
LEFT JOIN senders s ON s.id = m.sender_id
LEFT JOIN outbox_queues q ON q.id = m.queue_id
