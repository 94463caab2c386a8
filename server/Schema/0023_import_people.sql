-- Who came with which file, so that a campaign can be for the people of a file and a segment can ask for them. Also whom the file did not change, and whom it found
-- blocked but in the book. No foreign keys: their checks would run once per row of a file of a million; whoever deletes an import deletes these rows with it.
CREATE TABLE import_people (
    import_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    PRIMARY KEY (import_id, contact_id)
);
CALL wall('import_people');
