-- The figures of imports, summed over their batches. $1 tenant, $2 imports.
SELECT b.import_id, sum(b.created)::bigint, sum(b.updated)::bigint, sum(b.unchanged)::bigint, sum(b.duplicate)::bigint, sum(b.blocked)::bigint, sum(b.rejected)::bigint,
       (SELECT coalesce(jsonb_object_agg(slug, amount), '{}') FROM (
           SELECT r.key AS slug, sum(r.value::bigint) AS amount FROM import_batches o, jsonb_each_text(o.reasons) r
           WHERE o.import_id = b.import_id GROUP BY r.key) reasons)
FROM import_batches b
WHERE b.tenant_id = $1 AND b.import_id = ANY ($2)
GROUP BY b.import_id
