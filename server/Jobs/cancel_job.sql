-- Asks a job to stop and says what it was before; the third column is NULL when nothing could be done. $1 tenant, $2 id, $3 now.
WITH before AS (
    SELECT id, state, past_return FROM jobs WHERE id = $2 AND tenant_id = $1 FOR UPDATE
), asked AS (
    UPDATE jobs j SET
        cancel_asked = true,
        state = CASE WHEN b.state = 'queued' THEN 'cancelled' ELSE j.state END,
        finished_at = CASE WHEN b.state = 'queued' THEN $3 END
    FROM before b
    WHERE j.id = b.id AND (b.state = 'queued' OR (b.state = 'running' AND NOT b.past_return))
    RETURNING j.id, j.tenant_id, j.kind, j.state
), rung AS (
    SELECT pg_notify('parley_job', to_json(asked)::text) FROM asked
)
SELECT b.state, b.past_return, a.state FROM before b LEFT JOIN asked a USING (id) LEFT JOIN rung ON true
