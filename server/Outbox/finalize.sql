-- Writes the outcomes of attempts, fenced by lease, attempt and the moment of the claim: a node whose lease was taken over writes nothing,
-- and an outcome that is written a second time (the first commit's answer was lost) never fits a later claim, although what is handed back keeps its attempt.
-- A receipt may have been faster than the driver's answer; then the state has moved on and stays, and only the facts of the attempt are added.
-- $1 now; per outcome: $2 id, $3 lease, $4 attempt, $5 next state, $6 due_at, $7 reason, $8 dead, $9 provider_id, $10 method, $11 sent_at,
-- $12 duration_ms, $13 bind, $14 unpin, $15 counts the attempt, $16 await until, $17 claimed at
WITH o AS (
    SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::smallint[], $5::text[], $6::timestamptz[], $7::text[], $8::boolean[], $9::text[], $10::text[],
        $11::timestamptz[], $12::int[], $13::boolean[], $14::boolean[], $15::boolean[], $16::timestamptz[], $17::timestamptz[])
        AS o(id, lease, attempt, next_state, due_at, reason, dead, provider_id, method, sent_at, duration_ms, bind, unpin, counts, await_until, claimed_at)
),
-- Locked in the order of ids, as receipts are, so that the two never wait for each other in a circle.
held AS (
    SELECT m.id, m.state AS was FROM messages m JOIN o ON o.id = m.id
    WHERE m.lease = o.lease AND m.attempt = o.attempt AND m.claimed_at = o.claimed_at
    ORDER BY m.id FOR UPDATE OF m
)
UPDATE messages m SET
    state = CASE WHEN held.was = 'sending' THEN o.next_state ELSE m.state END,
    due_at = CASE WHEN held.was = 'sending' THEN o.due_at END,
    reason = CASE WHEN held.was = 'sending' THEN o.reason ELSE m.reason END,
    dead = held.was = 'sending' AND o.dead,
    provider_id = coalesce(o.provider_id, m.provider_id),
    method = o.method,
    sent_at = coalesce(m.sent_at, o.sent_at, CASE WHEN held.was IN ('sent', 'delivered', 'read') THEN m.claimed_at END),
    duration_ms = o.duration_ms,
    bound_driver = CASE WHEN o.bind THEN o.method ELSE m.bound_driver END,
    pin = CASE WHEN o.bind THEN m.sender_id WHEN o.unpin AND NOT m.pin_hard THEN '00000000-0000-0000-0000-000000000000' ELSE m.pin END,
    pin_hard = m.pin_hard OR o.bind,
    attempt = CASE WHEN o.counts THEN m.attempt ELSE m.attempt - 1 END,
    finished_at = CASE WHEN held.was = 'sending' AND o.next_state IN ('failed', 'unknown', 'suppressed') THEN $1 ELSE m.finished_at END,
    lease = CASE WHEN held.was = 'sending' AND o.await_until IS NOT NULL THEN m.lease END,
    lease_until = CASE WHEN held.was = 'sending' THEN o.await_until END
FROM o JOIN held ON held.id = o.id
WHERE m.id = o.id
RETURNING m.id, held.was, m.tenant_id, m.queue_id, m.sender_id, m.variant, m.contact_id
