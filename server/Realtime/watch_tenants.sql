-- Says whom this process shows, and forgets processes that have been silent for long.
-- $1 process, $2 tenants, $3 the bell when they changed, else NULL, $4 a long silence
WITH gone AS (
    DELETE FROM realtime_watches WHERE (process = $1 AND tenant_id <> ALL ($2::uuid[])) OR seen_at < now() - $4::interval
),
here AS (
    INSERT INTO realtime_watches (process, tenant_id, seen_at) SELECT $1, tenant, now() FROM unnest($2::uuid[]) AS tenant
    ON CONFLICT (process, tenant_id) DO UPDATE SET seen_at = excluded.seen_at
)
SELECT pg_notify($3, '') WHERE $3 IS NOT NULL
