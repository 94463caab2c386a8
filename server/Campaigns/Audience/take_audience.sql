-- The audience that was worked on longest ago, held until its batch is committed; one that another node holds is passed over.
SELECT a.campaign_id, a.tenant_id, a.phase, a.cursor, a.total, a.missing, c.state, c.deleted_at IS NOT NULL, c.audience, c.variants, q.state, q.sender_ids, q.templates, t.require_opt_in
FROM campaign_audiences a
JOIN campaigns c ON c.id = a.campaign_id
JOIN outbox_queues q ON q.id = a.campaign_id
JOIN tenants t ON t.id = a.tenant_id
WHERE a.phase IN ('clearing', 'expanding', 'counting', 'retrying', 'dealing')
ORDER BY a.worked_at LIMIT 1
FOR UPDATE OF a SKIP LOCKED
