-- Every change of a sender or of its sessions begins here: the senders' rows are the lock, taken in the order of their ids so that
-- two batches never wait for each other in a circle. What else is read comes in the next statement, which sees what the last holder wrote.
SELECT id, tenant_id, driver, fallback_driver, status, status_reason, paused, wanted, deleted_at IS NOT NULL
FROM senders
WHERE id = ANY($1)
ORDER BY id
FOR NO KEY UPDATE
