-- Takes a refresh token's one use; of two that bring it at once, one gets a row. It must belong to a sign-in that is not over.
-- $1 digest, $2 now
UPDATE refresh_tokens t SET used_at = $2
FROM sign_ins s JOIN users u ON u.id = s.user_id AND u.security_stamp = s.security_stamp
WHERE t.digest = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND s.id = t.sign_in_id AND s.revoked_at IS NULL
RETURNING s.id
