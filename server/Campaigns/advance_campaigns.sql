-- Moves campaigns by what has become true. One snapshot: a message is waiting (due_at), held by a node (lease_until) or has ended, and never
-- between, so "nothing is left" cannot be seen by mistake. A campaign that somebody is moving at the moment is passed over; the next look comes soon.
-- The left rows of an ended campaign count as left until the sweeper has expired them. $1 now
WITH leased AS MATERIALIZED (
    SELECT DISTINCT queue_id FROM messages WHERE lease_until IS NOT NULL AND queue_id IS NOT NULL
),
alive AS (
    SELECT c.id, c.state,
        q.sender_ids, c.tenant_id, a.phase, c.scheduled_end <= $1 AS ended,
        EXISTS (SELECT FROM messages m WHERE m.queue_id = c.id AND m.due_at IS NOT NULL) OR c.id IN (SELECT queue_id FROM leased) AS anything_left,
        EXISTS (SELECT FROM senders s WHERE s.tenant_id = c.tenant_id AND s.status = 'connected' AND s.deleted_at IS NULL AND (q.sender_ids IS NULL OR s.id = ANY(q.sender_ids))) AS any_sender
    FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id JOIN outbox_queues q ON q.id = c.id
    WHERE c.state IN ('scheduled', 'running', 'waiting_for_login', 'paused') AND c.deleted_at IS NULL
    FOR UPDATE OF c SKIP LOCKED
),
moves AS (
    SELECT id, state AS was, CASE
        WHEN NOT anything_left AND ((state IN ('running', 'waiting_for_login') AND phase = 'ready') OR (ended AND phase IN ('ready', 'ended'))) THEN 'completed'
        WHEN state = 'running' AND NOT any_sender THEN 'waiting_for_login'
        WHEN state = 'waiting_for_login' AND any_sender THEN 'running'
    END AS next
    FROM alive
)
UPDATE campaigns c SET state = moves.next, updated_at = $1, finished_at = CASE WHEN moves.next = 'completed' THEN $1 END
FROM moves
WHERE c.id = moves.id AND c.state = moves.was AND moves.next IS NOT NULL
RETURNING c.id, pg_notify('parley_campaigns', c.tenant_id::text || ' ' || c.id)
