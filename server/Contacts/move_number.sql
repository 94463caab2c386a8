-- Gives a contact another number. Whoever opted out stays refused under the old one, which would be free otherwise: it goes onto the blocklist. And the new number
-- may be that of somebody who opted out and was erased: then the later of the two words counts, where "unknown" is no word.
-- $1 tenant, $2 contact, $3 number, $4 now, $5 who, $6 and $7 the pads of erased_numbers' key.
WITH old AS MATERIALIZED (
    SELECT id, phone, consent, consent_at FROM contacts WHERE id = $2 AND tenant_id = $1 AND phone IS DISTINCT FROM $3 FOR UPDATE
), erased AS MATERIALIZED (
    SELECT e.at FROM erased_numbers e, old
    WHERE e.tenant_id = $1 AND e.digest = sha256($7 || sha256($6 || convert_to($3, 'UTF8')))
      AND (old.consent = 'unknown' OR (old.consent = 'opted_in' AND old.consent_at < e.at))
), refused AS (
    INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at)
    SELECT $1, phone, 'Opted out before the contact got another number', $5, $4 FROM old WHERE consent = 'opted_out' AND phone IS NOT NULL
    ON CONFLICT DO NOTHING
), remembered AS (
    INSERT INTO consent_events (id, tenant_id, contact_id, consent, source, at) SELECT gen_random_uuid(), $1, $2, 'opted_out', 'erased', $4 FROM erased
)
UPDATE contacts c SET phone = $3, updated_at = $4,
    consent = CASE WHEN e.at IS NULL THEN c.consent ELSE 'opted_out' END, consent_at = coalesce(e.at, c.consent_at)
FROM old LEFT JOIN erased e ON true WHERE c.id = old.id
