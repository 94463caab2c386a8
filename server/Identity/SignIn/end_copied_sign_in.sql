-- A token that was used before comes again: somebody has a copy, and nobody can tell who. The sign-in ends for both.
-- $1 digest, $2 now
UPDATE sign_ins s SET revoked_at = $2
FROM refresh_tokens t, users u
WHERE t.digest = $1 AND t.used_at IS NOT NULL AND s.id = t.sign_in_id AND s.revoked_at IS NULL AND u.id = s.user_id
RETURNING u.id, u.email
