-- Messages whose lease ran out, or whose node is dead.
-- Still sending: they may have left. Where the driver deduplicates by id they are tried again through the same sender and driver. A crash is not
-- their fault, so it costs them no attempt; but one that is there at crash after crash may be what crashes, so it waits longer each time, and in the end
-- a person decides. Where the driver does not deduplicate they wait for an echo or a receipt until the deadline, and then a person decides.
-- Those with a reason have waited already.
-- No longer sending: a receipt was faster than the node's death; the network took them, which is what "sent" counts.
-- $1 now, $2 drivers that deduplicate, $3 batch, $4 epochs that are dead, $5 how long an unknown outcome waits, $6 crashes that one message survives
WITH held AS (
    SELECT m.id, m.state AS was, m.state = 'sending' AND m.reason IS NULL AS may_have_left, m.method = ANY($2) AS deduplicates,
        (SELECT count(*)::int FROM message_attempts a WHERE a.message_id = m.id AND a.reason = 'crash') AS crashes
    FROM messages m
    WHERE m.lease_until IS NOT NULL AND (m.lease_until < $1 OR (m.lease = ANY($4) AND m.reason IS NULL))
    ORDER BY m.id LIMIT $3
    FOR UPDATE OF m SKIP LOCKED
),
lost AS (
    SELECT id, was, crashes, may_have_left AND deduplicates AND crashes < $6 AS again, may_have_left AND NOT (deduplicates AND crashes < $6) AS waits FROM held
)
UPDATE messages m SET
    state = CASE WHEN was <> 'sending' THEN m.state WHEN again THEN 'retrying' WHEN waits THEN 'sending' ELSE 'unknown' END,
    due_at = CASE WHEN again THEN $1 + make_interval(secs => least(power(2, crashes) - 1, 60)) END,
    granted = CASE WHEN again THEN m.granted + 1 ELSE m.granted END,
    reason = CASE WHEN was <> 'sending' THEN m.reason WHEN again THEN NULL ELSE coalesce(m.reason, 'crash') END,
    dead = was = 'sending' AND NOT again AND NOT waits,
    finished_at = CASE WHEN was = 'sending' AND NOT again AND NOT waits THEN $1 ELSE m.finished_at END,
    sent_at = CASE WHEN was IN ('sent', 'delivered', 'read') THEN coalesce(m.sent_at, m.claimed_at) ELSE m.sent_at END,
    pin = m.sender_id, pin_hard = true, bound_driver = m.method,
    lease = CASE WHEN waits THEN m.lease END,
    lease_until = CASE WHEN waits THEN $1 + $5 END
FROM lost WHERE m.id = lost.id
RETURNING m.id, lost.was, m.state, m.tenant_id, m.queue_id, m.sender_id, m.method, m.variant, m.attempt, m.claimed_at, m.reason
