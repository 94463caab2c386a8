-- Senders that rang, of tenants that are shown here, with each of their sessions. $1 senders, $2 tenants
SELECT s.tenant_id, s.id, s.status, s.status_reason, x.driver, x.state, x.qr_expires_at
FROM senders s LEFT JOIN sessions x ON x.sender_id = s.id
WHERE s.id = ANY ($1) AND s.tenant_id = ANY ($2)
ORDER BY s.id, x.driver
