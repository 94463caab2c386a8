-- Writes how a job ended, if it is still this worker's. 'queued' hands it back untouched by this attempt.
-- $1 id, $2 epoch, $3 attempt, $4 state, $5 progress or NULL, $6 result or NULL, $7 error or NULL, $8 now.
WITH ended AS (
    UPDATE jobs SET state = $4, progress = coalesce($5, progress), result = $6, error = $7, lease = NULL, lease_until = NULL,
        finished_at = CASE WHEN $4 = 'queued' THEN NULL ELSE $8 END,
        attempt = CASE WHEN $4 = 'queued' THEN attempt - 1 ELSE attempt END
    WHERE id = $1 AND state = 'running' AND lease = $2 AND attempt = $3
    RETURNING id, tenant_id, kind, state
)
SELECT pg_notify('parley_job', to_json(ended)::text) FROM ended
