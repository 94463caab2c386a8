-- People. One row per tenant and number, whatever the spelling it came in.

-- What a name is searched and sorted by: lower case, without accents. normalize() costs ten times as much as lower(), so plain ASCII skips it.
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(name) = char_length(name) THEN lower(name)
        ELSE lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')) END COLLATE "C"
$$;

-- No foreign key to tenants: its check would run once per row, which costs an import of a million rows several seconds; the wall
-- already admits only the tenant of the connection. Collation "C" compares bytes: faster, and prefixes become ranges.
-- Row-level security lets only leak-proof operators into an index, so what the tenant's role searches by is ordered by plain
-- comparisons: GIN indexes on tags or words would stand unused behind the wall, and cost every import.
CREATE TABLE contacts (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    -- E.164 with its plus; NULL while only the WhatsApp-internal id is known.
    phone text COLLATE "C" CHECK (phone ~ '^\+[1-9][0-9]{4,15}$'),
    lid text COLLATE "C",
    name text CHECK (length(name) BETWEEN 1 AND 200),
    name_search text COLLATE "C" GENERATED ALWAYS AS (fold_name(name)) STORED,
    language text,
    time_zone text,
    variables jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(variables) = 'object'),
    tags text[] NOT NULL DEFAULT '{}',
    consent text NOT NULL DEFAULT 'unknown' CHECK (consent IN ('unknown', 'opted_in', 'opted_out')),
    consent_at timestamptz,
    -- The sender that this person talks with; pool messages go out through it while it can.
    last_sender_id uuid,
    last_inbound_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK (phone IS NOT NULL OR lid IS NOT NULL)
);
CREATE UNIQUE INDEX contacts_phone ON contacts (tenant_id, phone);
CREATE UNIQUE INDEX contacts_lid ON contacts (tenant_id, lid) WHERE lid IS NOT NULL;
CREATE INDEX contacts_by_tenant ON contacts (tenant_id, id);
CREATE INDEX contacts_name ON contacts (tenant_id, name_search, id);
CALL wall('contacts');

-- Numbers that are never written to, contact or not.
CREATE TABLE blocklist (
    tenant_id uuid NOT NULL,
    phone text COLLATE "C" NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{4,15}$'),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, phone)
);
CALL wall('blocklist');

-- What was said about consent, when and how we know; contacts.consent is the last line of it.
CREATE TABLE consent_events (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    consent text NOT NULL CHECK (consent IN ('unknown', 'opted_in', 'opted_out')),
    source text NOT NULL,
    evidence text,
    at timestamptz NOT NULL
);
CREATE INDEX consent_events_by_contact ON consent_events (contact_id, at);
CALL wall('consent_events');

-- People who opted out and were then erased: a keyed digest of the number, so that the refusal outlives the person's data.
CREATE TABLE erased_numbers (
    tenant_id uuid NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, digest)
);
CALL wall('erased_numbers');

CREATE TABLE segments (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    filter jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX segments_name ON segments (tenant_id, lower(name));
CALL wall('segments');
