-- Writes one message of a queue's own text to each of these people. Blocklist, consent and the tenant's opt-in rule are applied here and again at the gate;
-- whoever lacks a variable of the text fails at once, and the others go out. A person's own sender is kept where the pool has it.
-- $1 tenant, $2 queue, $3 now, $4 ids, $5 contacts, $6 their variables, $7 pins (the nil UUID: the one that the person talks with, or any), $8 variant, $9 origin,
-- $10 pool or NULL, $11 placeholders that must have a value, $12 bound driver or NULL
WITH judged AS MATERIALIZED (
    SELECT g.id, g.variables, c.id AS contact_id, c.phone,
        CASE
            WHEN EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = c.phone) THEN 'blocked'
            WHEN c.consent = 'opted_out' THEN 'opted-out'
            WHEN t.require_opt_in AND c.consent <> 'opted_in' THEN 'not-opted-in'
        END AS objection,
        EXISTS (SELECT FROM unnest($11::text[]) AS p(name) WHERE NOT placeholder_filled(string_to_array(p.name, '.'), g.variables, c.variables, c.name, c.phone)) AS lacking,
        CASE WHEN g.pin = '00000000-0000-0000-0000-000000000000' THEN coalesce(own.id, g.pin) ELSE g.pin END AS pin
    FROM unnest($4::uuid[], $5::uuid[], $6::jsonb[], $7::uuid[]) AS g(id, contact_id, variables, pin)
    JOIN contacts c ON c.id = g.contact_id AND c.phone IS NOT NULL
    JOIN tenants t ON t.id = $1
    LEFT JOIN senders own ON own.id = c.last_sender_id AND own.deleted_at IS NULL AND ($10::uuid[] IS NULL OR own.id = ANY($10))
),
written AS (
    INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, pin, variant, variables, bound_driver, state, due_at, reason, created_at, finished_at)
    SELECT id, $1, 'out', $9, $2, contact_id, phone, pin, $8, variables, $12,
        CASE WHEN objection IS NOT NULL THEN 'suppressed' WHEN lacking THEN 'failed' ELSE 'queued' END,
        CASE WHEN objection IS NULL AND NOT lacking THEN $3 END,
        coalesce(objection, CASE WHEN lacking THEN 'variable-missing' END), $3,
        CASE WHEN objection IS NOT NULL OR lacking THEN $3 END
    FROM judged ORDER BY id
    RETURNING id, state, reason
),
bell AS (SELECT pg_notify('parley_outbox', '') WHERE EXISTS (SELECT FROM written WHERE state = 'queued'))
SELECT w.id, w.state, w.reason FROM written w LEFT JOIN bell ON true
