-- The next campaign whose start time has come, held; with the variables that keep it from starting. $1 now
SELECT c.id, c.tenant_id, CASE WHEN c.skip_incomplete THEN '{}' ELSE a.missing END
FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id
WHERE c.state = 'scheduled' AND (a.phase <> 'counting' OR c.skip_incomplete) AND c.deleted_at IS NULL AND c.scheduled_start <= $1 AND (c.scheduled_end IS NULL OR c.scheduled_end > $1)
ORDER BY c.scheduled_start LIMIT 1
FOR UPDATE OF c SKIP LOCKED
