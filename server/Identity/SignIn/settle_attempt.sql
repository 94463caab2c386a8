-- Writes the outcome of one attempt, and counts it only at this moment: however many guesses run at once, the row lock lets
-- no more than five of them learn their outcome before the door closes. No row: it was closed already.
-- $1 digest of the e-mail, $2 whether the password was right, $3 now, $4 closed until, if it closes, $5 wrong ones allowed
INSERT INTO sign_in_failures AS f (email_digest, failed, locked_until, at)
VALUES ($1, CASE WHEN $2 THEN 0 ELSE 1 END, NULL, $3)
ON CONFLICT (email_digest) DO UPDATE SET
    failed = CASE WHEN $2 OR f.failed + 1 >= $5 THEN 0 ELSE f.failed + 1 END,
    locked_until = CASE WHEN NOT $2 AND f.failed + 1 >= $5 THEN $4::timestamptz END,
    at = $3
WHERE f.locked_until IS NULL OR f.locked_until <= $3
RETURNING f.locked_until
