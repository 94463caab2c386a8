-- The sessions of senders that are locked, and who holds them (epoch and fence 0: nobody).
SELECT x.sender_id, x.driver, x.state, x.reason, x.qr, x.qr_expires_at, x.pairing_code, x.connected_at, x.failures, x.updated_at,
    x.trying, x.start_at, x.waiting_since, x.has_login, x.code_asked, x.logout_asked, coalesce(o.epoch, 0), coalesce(o.fence, 0)
FROM sessions x LEFT JOIN sender_owners o ON o.sender_id = x.sender_id
WHERE x.sender_id = ANY($1)
ORDER BY x.sender_id, x.driver
