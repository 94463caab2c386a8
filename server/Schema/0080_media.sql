-- Attachments: a row per tenant, content and file name. The bytes are addressed by their digest and stored once for the whole install.
CREATE TABLE media (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- Sniffed, never claimed.
    type text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes > 0),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    -- The person who uploaded it; the nil UUID for API keys and for what came in. Never NULL, so that it can be part of the key.
    user_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX media_once ON media (tenant_id, sha256, file_name, user_id);
CREATE INDEX media_by_tenant ON media (tenant_id, id DESC);
-- Asked by whoever would delete the bytes.
CREATE INDEX media_content ON media (sha256);
CALL wall('media');

-- The bytes themselves when they are kept in the database (MEDIA_STORE=database). Only the engine's role may read them:
-- whether a tenant may is decided by the tenant's row above.
CREATE TABLE media_contents (
    sha256 text PRIMARY KEY,
    bytes bigint NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE TABLE media_chunks (
    sha256 text NOT NULL REFERENCES media_contents ON DELETE CASCADE,
    seq int NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (sha256, seq)
);
-- Pictures and sound are compressed already.
ALTER TABLE media_chunks ALTER COLUMN data SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, DELETE ON media_contents, media_chunks TO parley_engine;
