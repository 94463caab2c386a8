-- $1 keep, $2 gone, $3 now. What is known better wins: the kept row's own fields first; of the two consents the later word, where
-- "unknown" is no word; the sender and time of the later inbound message. The lid is taken off first, since it is unique.
WITH gone AS (
    DELETE FROM contacts WHERE id = $2 RETURNING *
)
UPDATE contacts k SET
    name = coalesce(k.name, g.name),
    language = coalesce(k.language, g.language),
    time_zone = coalesce(k.time_zone, g.time_zone),
    variables = g.variables || k.variables,
    tags = ARRAY(SELECT tag FROM unnest(k.tags || g.tags) WITH ORDINALITY AS t (tag, ord) GROUP BY tag ORDER BY min(ord)),
    consent = CASE WHEN g.consent <> 'unknown' AND (k.consent = 'unknown' OR g.consent_at > k.consent_at) THEN g.consent ELSE k.consent END,
    consent_at = CASE WHEN g.consent <> 'unknown' AND (k.consent = 'unknown' OR g.consent_at > k.consent_at) THEN g.consent_at ELSE k.consent_at END,
    last_sender_id = CASE WHEN g.last_inbound_at > coalesce(k.last_inbound_at, '-infinity') THEN g.last_sender_id ELSE coalesce(k.last_sender_id, g.last_sender_id) END,
    last_inbound_at = greatest(k.last_inbound_at, g.last_inbound_at),
    created_at = least(k.created_at, g.created_at),
    updated_at = $3
FROM gone g
WHERE k.id = $1
