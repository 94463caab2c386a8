-- Moves messages forward by what the network says became of them; never back. A receipt is idempotent, so it is applied at once
-- and needs no row of its own. A late "delivered" also settles what was unknown, failed for want of an answer, or about to be tried again.
-- While a node still holds the message (lease), it keeps its lease: the finaliser adds the facts of the attempt and counts "sent".
-- $1 ids, $2 senders, $3 sent_at, $4 delivered_at, $5 read_at, $6 failed_at, $7 reason, $8 the network's own id where it chooses (kept when the send's answer did not bring it)
WITH r AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
        AS r(id, sender_id, sent_at, delivered_at, read_at, failed_at, reason, network_id)
),
-- In the order of ids, as the finaliser locks them.
old AS (
    SELECT m.id, m.state AS was, m.sent_at, m.delivered_at, m.read_at, m.lease, m.reason
    FROM messages m JOIN r ON r.id = m.id
    WHERE m.sender_id = r.sender_id AND m.direction = 'out'
    ORDER BY m.id FOR UPDATE OF m
),
judged AS (
    SELECT r.*, old.was, old.lease, old.sent_at AS had_sent, old.delivered_at AS had_delivered, old.read_at AS had_read, old.reason AS had_reason,
        CASE
            WHEN r.read_at IS NOT NULL THEN 'read'
            WHEN r.delivered_at IS NOT NULL AND old.was <> 'read' THEN 'delivered'
            WHEN r.failed_at IS NOT NULL AND old.was IN ('sending', 'sent', 'unknown', 'retrying') THEN 'failed'
            WHEN r.sent_at IS NOT NULL AND old.was IN ('sending', 'unknown', 'retrying', 'queued', 'pending') THEN 'sent'
            ELSE old.was
        END AS next
    FROM r JOIN old ON old.id = r.id
)
UPDATE messages m SET
    state = j.next,
    provider_id = CASE WHEN m.provider_id IS NULL AND j.network_id IS NOT NULL AND NOT EXISTS (SELECT FROM messages o WHERE o.sender_id = m.sender_id AND o.provider_id = j.network_id)
        THEN j.network_id ELSE m.provider_id END,
    due_at = CASE WHEN j.next = j.was THEN m.due_at END,
    dead = m.dead AND j.next = j.was,
    reason = CASE WHEN j.next = 'failed' AND j.was <> 'failed' THEN j.reason WHEN j.next = j.was THEN m.reason END,
    sent_at = CASE WHEN j.lease IS NULL AND j.next IN ('sent', 'delivered', 'read') THEN coalesce(m.sent_at, j.sent_at, j.delivered_at, j.read_at) ELSE m.sent_at END,
    delivered_at = coalesce(m.delivered_at, j.delivered_at, j.read_at),
    read_at = coalesce(m.read_at, j.read_at),
    finished_at = CASE WHEN j.next = j.was THEN m.finished_at WHEN j.next = 'failed' THEN j.failed_at END
FROM judged j
WHERE m.id = j.id
RETURNING m.id, m.tenant_id, m.queue_id, m.sender_id, m.method, m.variant, j.was, j.next,
    j.had_sent IS NULL AND m.sent_at IS NOT NULL AS now_sent, j.had_delivered IS NULL AND m.delivered_at IS NOT NULL AS now_delivered,
    j.had_read IS NULL AND m.read_at IS NOT NULL AS now_read, m.reason, j.had_reason, j.had_sent IS NOT NULL AS was_counted_sent
