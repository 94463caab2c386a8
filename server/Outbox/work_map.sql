-- Where work waits: each (queue, pin) with its first due time, by a loose index scan over messages_waiting:
-- one index probe per pair, whatever the number of messages. Held queues cost their probes and are dropped at the end.
WITH RECURSIVE pairs AS (
    (SELECT queue_id, pin, due_at FROM messages WHERE due_at IS NOT NULL ORDER BY queue_id, pin, due_at LIMIT 1)
    UNION ALL
    SELECT n.queue_id, n.pin, n.due_at
    FROM pairs p CROSS JOIN LATERAL (
        SELECT m.queue_id, m.pin, m.due_at FROM messages m
        WHERE m.due_at IS NOT NULL AND (m.queue_id, m.pin) > (p.queue_id, p.pin)
        ORDER BY m.queue_id, m.pin, m.due_at LIMIT 1
    ) n
)
-- The last columns: the pinned sender can send; if not, what is only softly pinned to it may go through others. And whether it is gone, for good (deleted) or
-- perhaps (banned or logged out through one of its drivers): then what can go through nobody else may have to be ended (gone_senders.sql).
SELECT p.queue_id, p.pin, p.due_at, can.send, NOT can.send AND (s.deleted_at IS NOT NULL
    OR EXISTS (SELECT FROM sessions x WHERE x.sender_id = p.pin AND x.state IN ('banned', 'logged_out')))
FROM pairs p JOIN outbox_queues q ON q.id = p.queue_id LEFT JOIN senders s ON s.id = p.pin
CROSS JOIN LATERAL (SELECT coalesce(s.status = 'connected' AND s.deleted_at IS NULL AND (s.rest_until IS NULL OR s.rest_until <= now()), false) AS send) can
WHERE q.state = 'open'
