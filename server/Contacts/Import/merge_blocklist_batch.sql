-- One batch of a blocklist file. A number that is blocked already keeps its first reason.
-- $1 tenant, $2 now, $3 numbers (each once), $4 reasons or NULL, $5 reason of the others, $6 who.
WITH written AS (
    INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at)
    SELECT $1, phone, coalesce(reason, $5), $6, $2 FROM unnest($3::text[], $4::text[]) AS i (phone, reason)
    ORDER BY phone
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT 0::bigint AS blocked, count(*) AS created, 0::bigint AS updated, cardinality($3::text[]) - count(*) AS unchanged FROM written
