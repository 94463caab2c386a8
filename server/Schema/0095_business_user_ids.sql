-- The id by which WhatsApp's official API tells a business who a person is, also where the number is not told. It is kept beside the number, as the lid is: a person may
-- be known by any of the three.
ALTER TABLE contacts ADD COLUMN business_user_id text COLLATE "C" CHECK (length(business_user_id) BETWEEN 1 AND 140);
ALTER TABLE contacts DROP CONSTRAINT contacts_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_known_by CHECK (phone IS NOT NULL OR lid IS NOT NULL OR business_user_id IS NOT NULL);
CREATE UNIQUE INDEX contacts_business_user ON contacts (tenant_id, business_user_id) WHERE business_user_id IS NOT NULL;

ALTER TABLE former_contacts ADD COLUMN business_user_id text COLLATE "C";
ALTER TABLE former_contacts DROP CONSTRAINT former_contacts_check;
ALTER TABLE former_contacts ADD CONSTRAINT former_contacts_known_by CHECK (phone IS NOT NULL OR lid IS NOT NULL OR business_user_id IS NOT NULL);
CREATE INDEX former_contacts_business_user ON former_contacts (tenant_id, business_user_id) WHERE business_user_id IS NOT NULL;
