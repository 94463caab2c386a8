-- Changes what is given. NULL leaves a field as it is and '' empties it; variables are set and removed one by one, so that two writers of different
-- variables do not undo each other. Another number is move_number.sql's work. $1 tenant, $2 id, $3 name, $4 language, $5 time zone, $6 variables to set,
-- $7 variables to remove, $8 tags or NULL, $9 now.
UPDATE contacts SET
    name = CASE WHEN $3 IS NULL THEN name ELSE nullif($3, '') END,
    language = CASE WHEN $4 IS NULL THEN language ELSE nullif($4, '') END,
    time_zone = CASE WHEN $5 IS NULL THEN time_zone ELSE nullif($5, '') END,
    variables = (variables || $6) - $7::text[],
    tags = coalesce($8, tags),
    updated_at = $9
WHERE id = $2 AND tenant_id = $1
RETURNING (SELECT count(*) FROM jsonb_object_keys(variables))
