-- What stands in the way of a sender beyond its own row: whether a running process holds it, whether others can send, and when the first
-- message that it may take is due: pinned to it, or of the pool, in an open queue that lets it. One index probe per queue and pin.
-- $1 sender, $2 now, $3 health below which others go first, $4 failures in a row from which others go first
SELECT
    EXISTS (SELECT FROM sender_owners o JOIN nodes n ON n.epoch = o.epoch AND n.stopped_at IS NULL WHERE o.sender_id = s.id),
    EXISTS (SELECT FROM senders x JOIN sender_dispatch d ON d.sender_id = x.id
        WHERE x.tenant_id = s.tenant_id AND x.id <> s.id AND x.deleted_at IS NULL AND x.status = 'connected' AND (x.rest_until IS NULL OR x.rest_until <= $2)
          AND least(d.health, d.health_cap) >= $3 AND d.failures < $4),
    (SELECT min(first.due_at) FROM outbox_queues q
        CROSS JOIN LATERAL (VALUES (s.id), ('00000000-0000-0000-0000-000000000000'::uuid)) AS pins(pin)
        CROSS JOIN LATERAL (SELECT m.due_at FROM messages m WHERE m.queue_id = q.id AND m.pin = pins.pin AND m.due_at IS NOT NULL ORDER BY m.due_at LIMIT 1) AS first
        WHERE q.tenant_id = s.tenant_id AND q.state = 'open' AND (q.sender_ids IS NULL OR s.id = ANY(q.sender_ids) OR pins.pin = s.id)),
    t.time_zone
FROM senders s JOIN tenants t ON t.id = s.tenant_id
WHERE s.id = $1
