-- Recipients of one campaign in the order of the ledger, at most as many looked at as is said, so that a page costs the same wherever it stands and however
-- rare what it asks for is. A last line without an id tells how many were looked at and the last of them.
-- The narrowing and the filters are put in by RecipientFilter. $1 queue, $2 after, $3 how many are looked at; from $4 on the filters' own
WITH looked AS MATERIALIZED (
    SELECT m.id, m.recipient, m.contact_id, m.state, m.reason, m.variant, m.sender_id, m.method, m.attempt, m.created_at, m.due_at, m.sent_at, m.delivered_at, m.read_at, m.finished_at, m.dead
    FROM messages m WHERE m.queue_id = $1 AND m.id > $2/*narrow*/
    ORDER BY m.id LIMIT $3
),
found AS (
    SELECT m.id, m.recipient, c.name, m.contact_id, m.state, m.reason, m.variant, m.sender_id, s.name AS sender, m.method, m.attempt, m.created_at, m.due_at, m.sent_at, m.delivered_at, m.read_at, m.finished_at, m.dead
    FROM looked m LEFT JOIN contacts c ON c.id = m.contact_id LEFT JOIN senders s ON s.id = m.sender_id
    WHERE true/*filters*/
    ORDER BY m.id LIMIT 501
)
SELECT found.*, NULL::bigint, NULL::uuid FROM found
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, (SELECT count(*) FROM looked), (SELECT id FROM looked ORDER BY id DESC LIMIT 1)
