-- What a process holds, or what changed of it: one row per session.
-- $1 own epoch, $2 sender ids or NULL for all
SELECT x.sender_id, x.driver, x.state, x.reason, x.qr, x.qr_expires_at, x.pairing_code, x.connected_at, x.failures, x.updated_at,
    x.trying, x.start_at, x.waiting_since, x.has_login, x.code_asked, x.logout_asked,
    o.fence, s.tenant_id, s.name, s.phone, s.driver, s.fallback_driver, s.quota_minute, s.quota_hour, s.quota_day, s.pacing, s.typing, s.warm_up,
    s.paused, s.rest_until, s.wanted, s.deleted_at IS NOT NULL, coalesce(d.given, 0), t.pacing
FROM sender_owners o JOIN senders s ON s.id = o.sender_id JOIN tenants t ON t.id = s.tenant_id JOIN sessions x ON x.sender_id = o.sender_id LEFT JOIN sender_dispatch d ON d.sender_id = o.sender_id
WHERE o.epoch = $1 AND ($2::uuid[] IS NULL OR o.sender_id = ANY($2))
ORDER BY x.sender_id, x.driver
