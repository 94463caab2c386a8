-- Adds and removes tags; a contact that would not change is not written. $1 tenant, $2 contacts, $3 tags to add, $4 tags to remove, $5 now.
UPDATE contacts c SET updated_at = $5,
    tags = ARRAY(SELECT tag FROM unnest(c.tags || $3::text[]) WITH ORDINALITY AS t (tag, ord) WHERE tag <> ALL ($4::text[]) GROUP BY tag ORDER BY min(ord) LIMIT 50)
WHERE c.tenant_id = $1 AND c.id = ANY ($2) AND ((NOT c.tags @> $3::text[] AND cardinality(c.tags) < 50) OR c.tags && $4::text[])
