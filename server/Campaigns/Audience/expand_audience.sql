-- Writes one batch of an audience into the ledger: blocklist, consent and the tenant's opt-in rule applied, variants dealt by weight, everybody's
-- own sender kept. Who must not be written to gets a row as well, so that "why not?" has its answer there. The gate applies the same rules again.
-- The line of the source is put in by ExpandAudience: people in the order of a key, at most as many as there are ids.
-- $1 tenant, $2 queue, $3 now, $4 ids, $5 pool or NULL, $6 opted-in only, $7 borders of the variants' shares, $8 sum of weights, $9 seed,
-- $10 and $11 placeholders that must have a value: variant and name; from $12 on the source's own
WITH source AS MATERIALIZED (
/*source*/
),
judged AS MATERIALIZED (
    SELECT i.id, s.*,
        -- The same recipient gets the same variant however often this is asked.
        width_bucket((hashtextextended(s.recipient, $9) & 9223372036854775807) % $8, $7::bigint[])::smallint AS variant,
        CASE
            WHEN EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = $1 AND b.phone = s.recipient) THEN 'blocked'
            WHEN s.consent = 'opted_out' THEN 'opted-out'
            WHEN $6 AND s.consent <> 'opted_in' THEN 'not-opted-in'
        END AS objection,
        coalesce(own.id, '00000000-0000-0000-0000-000000000000') AS pin
    FROM (SELECT *, row_number() OVER (ORDER BY key) AS n FROM source) s
    JOIN unnest($4::uuid[]) WITH ORDINALITY AS i(id, n) ON i.n = s.n
    LEFT JOIN senders own ON own.id = s.last_sender_id AND own.deleted_at IS NULL AND ($5::uuid[] IS NULL OR own.id = ANY($5))
),
written AS (
    INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, pin, variant, variables, state, due_at, reason, created_at, finished_at)
    SELECT id, $1, 'out', 'campaign', $2, contact_id, recipient, pin, variant, own_variables,
        CASE WHEN objection IS NULL THEN 'pending' ELSE 'suppressed' END, CASE WHEN objection IS NULL THEN $3 END, objection, $3, CASE WHEN objection IS NOT NULL THEN $3 END
    FROM judged ORDER BY id
)
SELECT (SELECT count(*) FROM judged), (SELECT key FROM source ORDER BY key DESC LIMIT 1)::text,
    (SELECT jsonb_agg(jsonb_build_object('variant', variant, 'reason', objection, 'amount', n)) FROM (SELECT variant, objection, count(*) AS n FROM judged WHERE objection IS NOT NULL GROUP BY 1, 2) refused),
    (SELECT jsonb_object_agg(name, n) FROM (
        SELECT p.name, count(*) AS n
        FROM judged j JOIN unnest($10::smallint[], $11::text[]) AS p(variant, name) ON p.variant = j.variant
        WHERE j.objection IS NULL AND NOT placeholder_filled(string_to_array(p.name, '.'), j.own_variables, j.contact_variables, j.name, j.recipient)
        GROUP BY 1) lacking)
