-- One legal move of one campaign. What comes back to a draft was not started and has no start time: nothing but a person starts it. $1 campaign, $2 tenant, $3 the states it may leave, $4 the state it comes into, $5 now
UPDATE campaigns SET
    state = $4, problem = NULL, updated_at = $5,
    scheduled_start = CASE WHEN $4 = 'draft' THEN NULL ELSE scheduled_start END,
    started_at = CASE $4 WHEN 'running' THEN coalesce(started_at, $5) WHEN 'draft' THEN NULL ELSE started_at END,
    finished_at = CASE WHEN $4 IN ('completed', 'stopped', 'failed') THEN $5 END
WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL AND state = ANY($3)
RETURNING id, pg_notify('parley_campaigns', tenant_id::text || ' ' || id)
