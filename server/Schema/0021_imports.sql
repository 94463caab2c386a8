-- Files of people, from upload to result. The bytes stay here until the import ended, so that any node can run or resume it.
CREATE TABLE imports (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    target text NOT NULL CHECK (target IN ('contacts', 'blocklist')),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    bytes bigint NOT NULL CHECK (bytes > 0),
    -- {"format", "encoding", "delimiter", "header", "sheet"}: as detected, or as a person corrected it.
    layout jsonb NOT NULL,
    preview jsonb NOT NULL,
    -- What it was started with: mapping, default region, tags, consent.
    plan jsonb,
    job_id uuid,
    -- Rows of the file without header and empty rows; known when it was checked.
    rows_total bigint,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX imports_by_tenant ON imports (tenant_id, id);
CREATE INDEX imports_by_job ON imports (job_id) WHERE job_id IS NOT NULL;
CALL wall('imports');

CREATE TABLE import_chunks (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    number int NOT NULL,
    tenant_id uuid NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (import_id, number)
);
-- Compressing a file that lives for a minute costs more than it saves.
ALTER TABLE import_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;
CALL wall('import_chunks');

-- What became of each batch of rows, in one transaction with the batch: written exactly once, however often the import is taken up again and whoever works on it.
CREATE TABLE import_batches (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    -- The last row of the batch; batches end at the same rows whenever the file is read.
    through bigint NOT NULL,
    tenant_id uuid NOT NULL,
    created int NOT NULL,
    updated int NOT NULL,
    unchanged int NOT NULL,
    duplicate int NOT NULL,
    blocked int NOT NULL,
    rejected int NOT NULL,
    -- Rejected rows by the slug of their reason.
    reasons jsonb NOT NULL,
    -- The rejected rows as lines of CSV, gzipped; those of all batches in a row are one gzip file. NULL when there are none, or when they grew old.
    rejects bytea,
    PRIMARY KEY (import_id, through)
);
ALTER TABLE import_batches ALTER COLUMN rejects SET STORAGE EXTERNAL;
CALL wall('import_batches');
