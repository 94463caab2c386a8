-- Senders with all that decides whether they can send now. A sender that was never prepared to send has no pace row and counts as fresh.
-- The session is the primary's, unless the fallback is the one that is connected. Last which of the two drivers are; what has no session yet is as the status says.
-- $1 tenant, $2 ids, or NULL for all that are not deleted
SELECT s.id, s.name, s.driver, s.fallback_driver, s.status, s.status_reason, s.paused, s.rest_until, s.deleted_at IS NOT NULL,
    coalesce(d.next_send_at, '-infinity'), coalesce(d.minute_at, '-infinity'), coalesce(d.minute_used, 0), coalesce(d.hour_at, '-infinity'), coalesce(d.hour_used, 0),
    coalesce(d.day_at, '-infinity'), coalesce(d.day_used, 0), s.quota_minute, s.quota_hour, s.quota_day, s.warm_up,
    coalesce(d.health, 100::smallint), coalesce(d.health_at, s.created_at), coalesce(d.failures, 0), s.pacing, s.typing, coalesce(d.given, 0),
    s.wanted, CASE WHEN f.state = 'connected' THEN f.state ELSE p.state END, CASE WHEN p.trying THEN p.start_at END,
    coalesce(p.state = 'connected', f.state IS DISTINCT FROM 'connected'), coalesce(f.state = 'connected', false),
    coalesce(d.health_cap, 100::smallint)
FROM senders s
LEFT JOIN sender_dispatch d ON d.sender_id = s.id
LEFT JOIN sessions p ON p.sender_id = s.id AND p.driver = s.driver
LEFT JOIN sessions f ON f.sender_id = s.id AND f.driver = s.fallback_driver
WHERE s.tenant_id = $1 AND CASE WHEN $2::uuid[] IS NULL THEN s.deleted_at IS NULL ELSE s.id = ANY($2) END
ORDER BY s.id
