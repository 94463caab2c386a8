-- Keeps who came with the file and was left as they were: unchanged, or blocked and in the book. A statement of its own behind the one that writes the contacts:
-- its snapshot also shows those whom another transaction made at the same moment.
-- $1 import, $2 tenant, $3 numbers of the batch.
INSERT INTO import_people (import_id, contact_id, tenant_id)
SELECT $1, c.id, $2 FROM contacts c WHERE c.tenant_id = $2 AND c.phone = ANY ($3)
ORDER BY c.id
ON CONFLICT DO NOTHING
