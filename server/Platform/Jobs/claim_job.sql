-- Takes the next job for this process: one that waits, or one whose worker is dead (its lease ran out, or the senders' ownership, which compares
-- no two clocks, wrote down the end of its node). Tenants with fewer running jobs come first, then those served longest ago, so that one tenant's fifty imports do not hold up
-- another's one. SKIP LOCKED lets workers pass each other; the outer WHERE restates the state, without which a row that changed hands meanwhile
-- would be taken twice.
-- $1 epoch, $2 now, $3 end of the lease, $4 kinds that this process knows, $5 attempts at most.
WITH candidate AS (
    SELECT j.id FROM jobs j
    WHERE j.kind = ANY ($4) AND j.attempt < $5 AND (j.state = 'queued' OR (j.state = 'running' AND (j.lease_until < $2 OR NOT EXISTS (
            SELECT FROM nodes n WHERE n.epoch = j.lease AND n.stopped_at IS NULL))))
    ORDER BY (SELECT count(*) FROM jobs r WHERE r.tenant_id = j.tenant_id AND r.state = 'running'),
        (SELECT max(s.started_at) FROM jobs s WHERE s.tenant_id = j.tenant_id) NULLS FIRST, j.id
    LIMIT 1
    FOR UPDATE OF j SKIP LOCKED
), taken AS (
    UPDATE jobs j SET state = 'running', lease = $1, lease_until = $3, attempt = j.attempt + 1, started_at = coalesce(j.started_at, $2)
    FROM candidate c
    WHERE j.id = c.id AND (j.state = 'queued' OR (j.state = 'running' AND (j.lease_until < $2 OR NOT EXISTS (
            SELECT FROM nodes n WHERE n.epoch = j.lease AND n.stopped_at IS NULL))))
    RETURNING j.id, j.tenant_id, j.kind, j.state, j.input, j.attempt, j.created_by
), rung AS (
    SELECT pg_notify('parley_job', json_build_object('id', id, 'tenant_id', tenant_id, 'kind', kind, 'state', state)::text) FROM taken
)
SELECT id, tenant_id, kind, input, attempt, created_by FROM taken LEFT JOIN rung ON true
