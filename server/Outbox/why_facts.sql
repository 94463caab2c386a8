-- All that the gate and the claim would look at for one message. $1 message, $2 now
SELECT m.state, m.due_at, m.attempt, coalesce(m.reason, (SELECT a.reason FROM message_attempts a WHERE a.message_id = m.id ORDER BY a.started_at DESC LIMIT 1)),
    m.lease_until, m.pin, m.pin_hard, m.origin, m.queue_id, q.state AS queue_state, q.sender_ids, q.window_spec,
    coalesce(c.consent, (SELECT p.consent FROM contacts p WHERE p.tenant_id = m.tenant_id AND p.phone = m.recipient)), EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = m.tenant_id AND b.phone = m.recipient) AS blocked, c.time_zone, c.last_inbound_at,
    t.time_zone AS tenant_zone, t.require_opt_in, t.cap_messages,
    CASE WHEN t.cap_messages IS NOT NULL AND t.cap_days IS NOT NULL AND m.origin = 'campaign' THEN (
        SELECT count(*)::int FROM messages h
        WHERE h.contact_id = m.contact_id AND h.origin = 'campaign' AND h.id <> m.id AND (h.sent_at > $2 - make_interval(days => t.cap_days) OR h.state = 'sending')) END,
    t.quiet_from, t.quiet_to, q.kind, g.state AS campaign_state, q.lane,
    m.bound_driver, m.content, CASE WHEN m.content IS NULL THEN q.templates -> CASE WHEN jsonb_array_length(q.templates) = 1 THEN 0 ELSE m.variant END END,
    m.variables, c.variables, c.name, m.recipient, c.id
FROM messages m
JOIN tenants t ON t.id = m.tenant_id
LEFT JOIN outbox_queues q ON q.id = m.queue_id
LEFT JOIN contacts c ON c.id = m.contact_id
LEFT JOIN campaigns g ON g.id = m.queue_id
WHERE m.id = $1
