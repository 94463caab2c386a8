-- The person behind a cookie or access token, one row per tenant. No rows: signed out, the password was changed, or no tenant is left.
-- $1 sign-in
SELECT u.id, u.email, u.password_kind, s.chosen_tenant, s.last_seen_at, m.tenant_id, t.slug, m.role
FROM sign_ins s
JOIN users u ON u.id = s.user_id AND u.security_stamp = s.security_stamp
JOIN memberships m ON m.user_id = u.id
JOIN tenants t ON t.id = m.tenant_id
WHERE s.id = $1 AND s.revoked_at IS NULL
ORDER BY m.created_at, m.tenant_id
