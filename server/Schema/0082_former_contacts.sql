-- Contacts that were taken out of the book while their messages stayed. When the person is in the book again, under a new id, this is how what is stored
-- under the former ones is found, to be handed out or erased. `id` is the id that the contact had. Only those with messages: of the others nothing is left.
CREATE TABLE former_contacts (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    phone text COLLATE "C",
    lid text COLLATE "C",
    CHECK (phone IS NOT NULL OR lid IS NOT NULL)
);
CREATE INDEX former_contacts_phone ON former_contacts (tenant_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX former_contacts_lid ON former_contacts (tenant_id, lid) WHERE lid IS NOT NULL;
CALL wall('former_contacts');

-- Those that were deleted until now, as far as a message tells their number; one that we sent says it in our spelling.
INSERT INTO former_contacts (id, tenant_id, phone)
SELECT DISTINCT ON (m.contact_id) m.contact_id, m.tenant_id, m.recipient
FROM messages m
WHERE m.contact_id IS NOT NULL AND m.recipient ~ '^\+[1-9][0-9]{4,15}$' AND NOT EXISTS (SELECT FROM contacts c WHERE c.id = m.contact_id)
ORDER BY m.contact_id, m.direction DESC, m.id DESC;
