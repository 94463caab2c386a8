-- The secret of a login that was given up is worth nothing to us and something to a thief.
UPDATE sessions x SET state = u.state, reason = u.reason, qr = u.qr, qr_expires_at = u.qr_expires_at, pairing_code = u.pairing_code,
    connected_at = u.connected_at, failures = u.failures, updated_at = u.updated_at, trying = u.trying, start_at = u.start_at,
    waiting_since = u.waiting_since, has_login = u.has_login, code_asked = u.code_asked, logout_asked = u.logout_asked,
    secret = CASE WHEN u.state = 'logged_out' AND x.state <> 'logged_out' THEN NULL ELSE x.secret END
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[], $9::int[], $10::timestamptz[],
        $11::boolean[], $12::timestamptz[], $13::timestamptz[], $14::boolean[], $15::boolean[], $16::boolean[])
    AS u(sender_id, driver, state, reason, qr, qr_expires_at, pairing_code, connected_at, failures, updated_at,
        trying, start_at, waiting_since, has_login, code_asked, logout_asked)
WHERE x.sender_id = u.sender_id AND x.driver = u.driver
