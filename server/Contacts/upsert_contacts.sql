-- Finds or makes the contacts of a batch in one statement, safely beside other writers.
-- $1 tenant, $2 ids for those that are new, $3 numbers (E.164 or NULL), $4 lids or NULL, $5 names or NULL, $6 now, $7 and $8 the pads of erased_numbers' key.
-- The snapshot may not show a row that another transaction is about to commit. Only then is there a conflict, and DO UPDATE (unlike
-- DO NOTHING) waits for the winner and returns its row. New rows go in in the order of their keys, so that two batches never wait for
-- each other in a circle. A seed with both keys is made by its number alone; linking the lid is link_lid.sql's work.
WITH seed AS MATERIALIZED (
    SELECT id, phone, CASE WHEN phone IS NULL THEN lid END AS lone_lid, lid, name, ord::int
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS s (id, phone, lid, name, ord)
), known AS MATERIALIZED (
    SELECT s.ord, p.id AS by_phone, l.id AS by_lid
    FROM seed s
    LEFT JOIN contacts p ON p.tenant_id = $1 AND p.phone = s.phone
    LEFT JOIN contacts l ON l.tenant_id = $1 AND l.lid = s.lid
), held AS (
    -- A contact without a number may be joined to another one at any time (link_lid.sql). Whoever is about to write a row that names it
    -- holds it; when the join was first, the row is gone, the answer is short, and the caller asks again.
    SELECT c.id FROM contacts c JOIN known k ON k.by_phone IS NULL AND c.id = k.by_lid WHERE c.phone IS NULL FOR KEY SHARE OF c
), new_phones AS (
    INSERT INTO contacts AS c (id, tenant_id, phone, name, consent, consent_at, created_at, updated_at)
    SELECT DISTINCT ON (s.phone) s.id, $1, s.phone, s.name, CASE WHEN e.at IS NULL THEN 'unknown' ELSE 'opted_out' END, e.at, $6, $6
    FROM seed s JOIN known k USING (ord)
    LEFT JOIN erased_numbers e ON e.tenant_id = $1 AND e.digest = sha256($8 || sha256($7 || convert_to(s.phone, 'UTF8')))
    WHERE s.phone IS NOT NULL AND k.by_phone IS NULL AND k.by_lid IS NULL
    ORDER BY s.phone, s.ord
    ON CONFLICT (tenant_id, phone) DO UPDATE SET updated_at = c.updated_at
    RETURNING c.*, xmax = 0 AS created
), new_lids AS (
    INSERT INTO contacts AS c (id, tenant_id, lid, name, created_at, updated_at)
    SELECT DISTINCT ON (s.lone_lid) s.id, $1, s.lone_lid, s.name, $6, $6
    FROM seed s JOIN known k USING (ord)
    WHERE s.lone_lid IS NOT NULL AND k.by_lid IS NULL
    ORDER BY s.lone_lid, s.ord
    ON CONFLICT (tenant_id, lid) WHERE lid IS NOT NULL DO UPDATE SET updated_at = c.updated_at
    RETURNING c.*, xmax = 0 AS created
), remembered AS (
    -- Somebody who opted out and was erased is back in the book: opted out, and the ledger says why.
    INSERT INTO consent_events (id, tenant_id, contact_id, consent, source, at)
    SELECT gen_random_uuid(), $1, id, 'opted_out', 'erased', $6 FROM new_phones WHERE created AND consent = 'opted_out'
), found AS (
    SELECT s.ord, s.lid AS wanted_lid, s.phone AS wanted_phone, c.id, false AS created, c.phone, c.lid, c.consent, c.last_sender_id
    FROM seed s JOIN known k USING (ord) JOIN contacts c ON c.id = coalesce(k.by_phone, k.by_lid)
    WHERE c.phone IS NOT NULL OR EXISTS (SELECT FROM held h WHERE h.id = c.id)
    UNION ALL
    SELECT s.ord, s.lid, s.phone, c.id, c.created, c.phone, c.lid, c.consent, c.last_sender_id
    FROM seed s JOIN known k USING (ord) JOIN new_phones c ON c.phone = s.phone
    WHERE k.by_phone IS NULL AND k.by_lid IS NULL
    UNION ALL
    SELECT s.ord, s.lid, s.phone, c.id, c.created, c.phone, c.lid, c.consent, c.last_sender_id
    FROM seed s JOIN known k USING (ord) JOIN new_lids c ON c.lid = s.lone_lid
    WHERE k.by_lid IS NULL
)
SELECT f.ord, f.id, f.created, f.phone, f.consent, f.last_sender_id,
       EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = f.phone) AS blocked,
       f.wanted_lid IS NOT NULL AND f.wanted_phone IS NOT NULL
           AND (f.lid IS DISTINCT FROM f.wanted_lid OR f.phone IS DISTINCT FROM f.wanted_phone) AS unlinked
FROM found f
ORDER BY f.ord
