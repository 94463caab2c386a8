-- All senders of tenants, and whether each can send now: what a claim's own senders cannot send may be theirs, wherever they live.
-- $1 tenants, $2 now
SELECT tenant_id, id, driver, fallback_driver, status = 'connected' AND NOT paused AND (rest_until IS NULL OR rest_until <= $2)
FROM senders WHERE tenant_id = ANY($1) AND deleted_at IS NULL
