-- Takes the chosen messages and pushes their senders' clocks and quota counters forward, in one statement: either both happen or neither.
-- The state that is left is restated, although the rows are locked: measured on a plain claim loop, leaving it out hands rows to two nodes.
-- $1 epoch, $2 now, $3 lease until
-- $4 ids, $5 senders, $6 methods, $7 typing ms
-- $8 deferred ids, $9 until, $23 handed on to (or null), $10 refused ids, $11 reasons, $22 states (suppressed or failed)
-- $12 senders, $13 next_send_at, $14 minute_at, $15 minute_used, $16 hour_at, $17 hour_used, $18 day_at, $19 day_used, $20 run_length, $21 taken
WITH claimed AS (
    UPDATE messages m
    SET state = 'sending', due_at = NULL, sender_id = u.sender_id, method = u.method, typing_ms = u.typing_ms, attempt = m.attempt + 1,
        lease = $1, lease_until = $3, claimed_at = $2, reason = NULL
    FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[]) AS u(id, sender_id, method, typing_ms)
    WHERE m.id = u.id AND m.due_at IS NOT NULL AND m.state IN ('pending', 'queued', 'retrying')
    RETURNING m.id
),
deferred AS (
    UPDATE messages m SET due_at = u.until, pin = coalesce(u.pin, m.pin)
    FROM unnest($8::uuid[], $9::timestamptz[], $23::uuid[]) AS u(id, until, pin)
    WHERE m.id = u.id AND m.due_at IS NOT NULL
),
refused AS (
    UPDATE messages m SET state = u.state, due_at = NULL, reason = u.reason, finished_at = $2
    FROM unnest($10::uuid[], $11::text[], $22::text[]) AS u(id, reason, state)
    WHERE m.id = u.id AND m.due_at IS NOT NULL AND m.state IN ('pending', 'queued', 'retrying')
),
paced AS (
    UPDATE sender_dispatch d
    SET next_send_at = u.next_send_at, minute_at = u.minute_at, minute_used = u.minute_used, hour_at = u.hour_at, hour_used = u.hour_used,
        day_at = u.day_at, day_used = u.day_used, run_length = u.run_length, given = d.given + u.taken
    FROM unnest($12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::int[], $16::timestamptz[], $17::int[], $18::timestamptz[], $19::int[], $20::int[], $21::int[])
        AS u(sender_id, next_send_at, minute_at, minute_used, hour_at, hour_used, day_at, day_used, run_length, taken)
    WHERE d.sender_id = u.sender_id
)
SELECT id FROM claimed
