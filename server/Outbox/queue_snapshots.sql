-- What the dispatcher must know about its queues, with the tenant's rules for unasked messages.
SELECT q.id, q.tenant_id, q.kind, q.lane, q.priority, q.sender_ids, q.pacing, q.typing, q.attempts, q.window_spec, q.templates, q.closes_at,
    t.time_zone, t.require_opt_in, t.cap_messages, t.cap_days, t.quiet_from, t.quiet_to, t.pacing
FROM outbox_queues q JOIN tenants t ON t.id = q.tenant_id
WHERE q.id = ANY($1) AND q.state = 'open'
