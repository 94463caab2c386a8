-- Gives the next recipients who still wait and were never tried to the winning variant. A row that is claimed meanwhile is not waiting any more when its lock
-- is free, and stays as it is. $1 campaign, $2 cursor, $3 batch
WITH looked AS MATERIALIZED (
    SELECT id FROM messages WHERE queue_id = $1 AND id > $2 ORDER BY id LIMIT $3
),
dealt AS (
    UPDATE messages m SET variant = c.winner
    FROM looked, campaigns c
    WHERE m.id = looked.id AND c.id = $1 AND m.due_at IS NOT NULL AND m.attempt = 0 AND m.variant <> c.winner
)
SELECT (SELECT count(*) FROM looked), (SELECT id FROM looked ORDER BY id DESC LIMIT 1)::text
