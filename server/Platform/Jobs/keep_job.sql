-- Renews the lease and writes progress. No row: the lease is lost, the work must stop. $1 id, $2 epoch, $3 attempt, $4 end of the lease, $5 progress or NULL.
WITH kept AS (
    UPDATE jobs SET lease_until = $4, progress = coalesce($5, progress)
    WHERE id = $1 AND state = 'running' AND lease = $2 AND attempt = $3
    RETURNING id, tenant_id, kind, state, cancel_asked AND NOT past_return AS cancelled
), rung AS (
    SELECT pg_notify('parley_job', json_build_object('id', id, 'tenant_id', tenant_id, 'kind', kind, 'state', state)::text) FROM kept WHERE $5 IS NOT NULL
)
SELECT cancelled FROM kept LEFT JOIN rung ON true
