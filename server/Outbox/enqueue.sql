-- Writes messages into the ledger. Blocklist and consent are applied here and again at the gate, because both may change in between.
-- $1 tenant, $2 now, $3 ids, $4 queues, $5 origins, $6 contacts, $7 recipients, $8 contents, $9 variables, $10 pins, $11 pin_hard, $12 due, $13 bound drivers, $14 bell, $15 typing (0 none, -1 as long as it takes, NULL as the sender has it)
WITH wanted AS (
    SELECT w.*, (EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = w.recipient)) AS blocked, c.consent
    FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::jsonb[], $9::jsonb[], $10::uuid[], $11::boolean[], $12::timestamptz[], $13::text[], $15::int[])
        AS w(id, queue_id, origin, contact_id, recipient, content, variables, pin, pin_hard, due_at, bound_driver, typing_ms)
    LEFT JOIN contacts c ON c.id = w.contact_id
),
judged AS (
    SELECT *, CASE
        WHEN blocked THEN 'blocked'
        WHEN consent = 'opted_out' AND origin NOT IN ('opt_out', 'vendor', 'owner_menu') THEN 'opted-out'
    END AS objection
    FROM wanted
),
written AS (
    INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, pin, pin_hard, content, variables, typing_ms, state, due_at, reason, bound_driver, created_at, finished_at)
    SELECT id, $1, 'out', origin, queue_id, contact_id, recipient, pin, pin_hard, content, variables, typing_ms,
        CASE WHEN objection IS NOT NULL THEN 'suppressed' WHEN due_at > $2 THEN 'pending' ELSE 'queued' END,
        CASE WHEN objection IS NULL THEN due_at END, objection, bound_driver, $2,
        CASE WHEN objection IS NOT NULL THEN $2 END
    FROM judged
    RETURNING id, state, reason
),
bell AS (SELECT pg_notify('parley_outbox', $14) WHERE EXISTS (SELECT FROM written WHERE state = 'queued'))
SELECT w.id, w.state, w.reason FROM written w LEFT JOIN bell ON true
