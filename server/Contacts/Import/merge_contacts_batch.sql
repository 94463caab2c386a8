-- One batch of an import, in the transaction that also moves the import's row on. What the file says wins over what was there; what it leaves empty
-- stays; tags are added. Consent only moves where the person's own word allows it: a file may opt out anybody, and opt in whoever said nothing.
-- A contact that would not change is not written at all: importing the same file twice costs reading only.
-- $1 tenant, $2 now, $3 ids, $4 numbers (each once), $5 names, $6 languages, $7 time zones, $8 variables, $9 tags joined by commas,
-- $10 tags for all, $11 consent or NULL, $12 evidence, $13 ask erased_numbers?, $14 and $15 inner and outer pad of its key, $16 import.
WITH incoming AS MATERIALIZED (
    SELECT id, phone, name, language, time_zone, coalesce(variables::jsonb, '{}') AS variables,
           CASE WHEN tags IS NULL THEN $10::text[] ELSE $10::text[] || string_to_array(tags, ',') END AS tags
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
        AS i (id, phone, name, language, time_zone, variables, tags)
), wanted AS MATERIALIZED (
    SELECT * FROM incoming i
    WHERE NOT EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = i.phone)
      AND NOT ($13 AND EXISTS (SELECT FROM erased_numbers e WHERE e.tenant_id = $1 AND e.digest = sha256($15 || sha256($14 || convert_to(i.phone, 'UTF8')))))
), written AS (
    INSERT INTO contacts AS c (id, tenant_id, phone, name, language, time_zone, variables, tags, consent, consent_at, created_at, updated_at)
    SELECT id, $1, phone, name, language, time_zone, variables,
           CASE WHEN cardinality(tags) < 2 THEN tags ELSE ARRAY(SELECT tag FROM unnest(tags) WITH ORDINALITY AS t (tag, ord) GROUP BY tag ORDER BY min(ord) LIMIT 50) END,
           coalesce($11, 'unknown'), CASE WHEN $11 IS NOT NULL THEN $2 END, $2, $2
    FROM wanted
    ORDER BY phone
    ON CONFLICT (tenant_id, phone) DO UPDATE SET
        name = coalesce(excluded.name, c.name),
        language = coalesce(excluded.language, c.language),
        time_zone = coalesce(excluded.time_zone, c.time_zone),
        variables = c.variables || excluded.variables,
        tags = CASE WHEN c.tags @> excluded.tags THEN c.tags
            ELSE ARRAY(SELECT tag FROM unnest(c.tags || excluded.tags) WITH ORDINALITY AS t (tag, ord) GROUP BY tag ORDER BY min(ord) LIMIT 50) END,
        consent = CASE WHEN $11 = 'opted_out' OR ($11 = 'opted_in' AND c.consent = 'unknown') THEN $11 ELSE c.consent END,
        consent_at = CASE WHEN ($11 = 'opted_out' AND c.consent <> 'opted_out') OR ($11 = 'opted_in' AND c.consent = 'unknown') THEN $2 ELSE c.consent_at END,
        updated_at = $2
    WHERE excluded.name <> coalesce(c.name, '') OR excluded.language <> coalesce(c.language, '') OR excluded.time_zone <> coalesce(c.time_zone, '')
       OR (excluded.variables <> '{}' AND c.variables || excluded.variables <> c.variables)
       OR NOT c.tags @> excluded.tags
       OR ($11 = 'opted_out' AND c.consent <> 'opted_out') OR ($11 = 'opted_in' AND c.consent = 'unknown')
    RETURNING c.id, xmax = 0 AS created, $11 IS NOT NULL AND c.consent = $11 AND c.consent_at = $2 AS spoke
), said AS (
    INSERT INTO consent_events (id, tenant_id, contact_id, consent, source, evidence, at)
    SELECT gen_random_uuid(), $1, id, $11, 'import', $12, $2 FROM written WHERE spoke
), came AS (
    -- Those whom this did not write are added by remember_people.sql.
    INSERT INTO import_people (import_id, contact_id, tenant_id) SELECT $16, id, $1 FROM written
)
SELECT (SELECT count(*) FROM incoming) - (SELECT count(*) FROM wanted) AS blocked,
       count(*) FILTER (WHERE created) AS created,
       count(*) FILTER (WHERE NOT created) AS updated,
       (SELECT count(*) FROM wanted) - count(*) AS unchanged
FROM written
