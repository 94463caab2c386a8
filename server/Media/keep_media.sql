-- The same file under the same name by the same person is the row that is there; the others of its content share its bytes.
WITH fresh AS (
    INSERT INTO media (id, tenant_id, sha256, type, bytes, file_name, user_id, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (tenant_id, sha256, file_name, user_id) DO NOTHING
    RETURNING id, type, created_by, created_at
)
SELECT id, type, created_by, created_at, true FROM fresh
UNION ALL
-- Seen because the content's lock is held: nobody else inserts it in between.
SELECT id, type, created_by, created_at, false FROM media
WHERE tenant_id = $2 AND sha256 = $3 AND file_name = $6 AND user_id = $7 AND NOT EXISTS (SELECT FROM fresh)
