-- Takes a contact out of the book. Whoever opted out stays refused: the number goes onto the blocklist, so that a later import does not write to them again.
-- Their messages stay under the id that is gone; it is remembered, for the person may come back and want to be forgotten altogether.
-- $1 tenant, $2 id, $3 now, $4 who.
WITH gone AS (
    DELETE FROM contacts WHERE id = $2 AND tenant_id = $1 RETURNING id, phone, lid, business_user_id, consent
), events AS (
    DELETE FROM consent_events e USING gone WHERE e.contact_id = gone.id
), refused AS (
    INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at)
    SELECT $1, phone, 'Opted out before the contact was deleted', $4, $3 FROM gone WHERE consent = 'opted_out' AND phone IS NOT NULL
    ON CONFLICT DO NOTHING
), remembered AS (
    INSERT INTO former_contacts (id, tenant_id, phone, lid, business_user_id)
    SELECT id, $1, phone, lid, business_user_id FROM gone WHERE EXISTS (SELECT FROM messages m WHERE m.contact_id = $2 AND m.tenant_id = $1)
)
SELECT FROM gone
