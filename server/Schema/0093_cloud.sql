-- Business accounts of WhatsApp's official API (Meta), and which sender is which of their numbers.
CREATE TABLE cloud_accounts (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    -- Meta's id of it (WABA id). Not unique in the install: whoever claims another's account can only be told what is signed with that account's secret.
    business_id text NOT NULL CHECK (business_id ~ '^[0-9]{3,32}$'),
    -- Sealed by the master key, as is the word that Meta repeats when the webhook is set up; that one's digest finds the account.
    access_token text NOT NULL,
    app_secret text NOT NULL,
    verify_token text NOT NULL,
    verify_digest bytea NOT NULL,
    api_version text NOT NULL CHECK (api_version ~ '^v[0-9]{1,3}[.][0-9]{1,2}$'),
    -- What Meta had against it when it was asked last: a reason slug.
    problem text,
    checked_at timestamptz,
    last_webhook_at timestamptz,
    templates_synced_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX cloud_accounts_name ON cloud_accounts (tenant_id, lower(name));
CREATE UNIQUE INDEX cloud_accounts_business ON cloud_accounts (tenant_id, business_id);
CREATE INDEX cloud_accounts_by_business ON cloud_accounts (business_id);
CREATE UNIQUE INDEX cloud_accounts_verify ON cloud_accounts (verify_digest);
CALL wall('cloud_accounts');

CREATE TABLE cloud_senders (
    sender_id uuid PRIMARY KEY REFERENCES senders ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL REFERENCES cloud_accounts,
    -- Meta's id of the number.
    number_id text NOT NULL CHECK (number_id ~ '^[0-9]{3,32}$')
);
CREATE INDEX cloud_senders_by_number ON cloud_senders (account_id, number_id);
CALL wall('cloud_senders');

-- Files that Meta has already: each goes there once per number, and is kept there for 30 days.
CREATE TABLE cloud_media (
    tenant_id uuid NOT NULL REFERENCES tenants,
    number_id text NOT NULL,
    sha256 text NOT NULL,
    type text NOT NULL,
    media_id text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, number_id, sha256, type)
);
CREATE INDEX cloud_media_expiry ON cloud_media (expires_at);
CALL wall('cloud_media');

-- What Meta says of the account's message templates; a copy, read anew by a sync and changed by webhooks.
CREATE TABLE cloud_templates (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    account_id uuid NOT NULL REFERENCES cloud_accounts ON DELETE CASCADE,
    meta_id text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    category text,
    -- Meta's words in lower case: approved, pending, rejected, paused, disabled …
    status text NOT NULL,
    reason text,
    quality text,
    parameter_format text NOT NULL CHECK (parameter_format IN ('positional', 'named')),
    -- As Meta gives them.
    components jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX cloud_templates_name ON cloud_templates (account_id, name, language);
CALL wall('cloud_templates');

-- What a driver tells of a sender's number besides its state: its name, its quality, its limits.
ALTER TABLE sessions ADD COLUMN facts jsonb CHECK (jsonb_typeof(facts) = 'object');

-- No health above this, however well the sends go: WhatsApp rates the number itself.
ALTER TABLE sender_dispatch ADD COLUMN health_cap smallint NOT NULL DEFAULT 100 CHECK (health_cap BETWEEN 0 AND 100);
