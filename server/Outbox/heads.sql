-- The first due messages of each (queue, pin), locked. SKIP LOCKED lets several nodes draw from one pool; the queue must still be open.
-- The contact may be gone from the book, and its number back under a new id: then that one's word counts. coalesce asks only then; the plan of all others is the join alone.
-- $1 queues, $2 pins, $3 how many, $4 now, $5 only those that other senders may take as well
SELECT m.id, m.queue_id, m.pin, m.pin_hard, m.bound_driver, m.origin, c.id AS contact_id, m.recipient, m.content, m.variant, m.variables, m.attempt, m.due_at,
    c.name, c.variables AS contact_variables, c.time_zone, c.last_inbound_at,
    coalesce(c.consent, (SELECT p.consent FROM contacts p WHERE p.tenant_id = m.tenant_id AND p.phone = m.recipient)) AS consent,
    EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = m.tenant_id AND b.phone = m.recipient) AS blocked,
    m.typing_ms, m.granted,
    CASE WHEN m.attempt > 0 THEN EXISTS (SELECT FROM message_attempts a WHERE a.message_id = m.id AND a.outcome = 'unknown') ELSE false END AS may_have_left
FROM unnest($1::uuid[], $2::uuid[], $3::int[], $5::boolean[]) AS w(queue_id, pin, n, soft_only)
JOIN outbox_queues q ON q.id = w.queue_id AND q.state = 'open'
CROSS JOIN LATERAL (
    SELECT * FROM messages m
    WHERE m.queue_id = w.queue_id AND m.pin = w.pin AND m.due_at <= $4 AND (NOT w.soft_only OR NOT m.pin_hard)
    ORDER BY m.due_at, m.id
    LIMIT w.n
    FOR UPDATE SKIP LOCKED
) m
LEFT JOIN contacts c ON c.id = m.contact_id
