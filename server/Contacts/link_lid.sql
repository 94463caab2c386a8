-- The rows that a number and a lid stand for, locked in one order so that two links never wait for each other in a circle.
-- $1 tenant, $2 number, $3 lid.
SELECT c.id, c.phone, c.lid
FROM contacts c
WHERE c.tenant_id = $1 AND (c.phone = $2 OR c.lid = $3)
ORDER BY c.id
FOR UPDATE
