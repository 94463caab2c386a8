-- Marks a batch as settled, before it is written and in the same transaction. No row: another worker settled it (or is about to: then this waits for it), and
-- nothing may be written. $1 import, $2 tenant, $3 last row of the batch, $4 duplicate, $5 rejected, $6 slugs, $7 how often each, $8 rejects as gzip or NULL.
INSERT INTO import_batches (import_id, through, tenant_id, created, updated, unchanged, duplicate, blocked, rejected, reasons, rejects)
VALUES ($1, $3, $2, 0, 0, 0, $4, 0, $5, (SELECT coalesce(jsonb_object_agg(slug, amount), '{}') FROM unnest($6::text[], $7::int[]) AS r (slug, amount)), $8)
ON CONFLICT DO NOTHING
