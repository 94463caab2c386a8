-- Our own numbers, their sessions, and who holds them.
CREATE TABLE senders (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    phone text NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{4,15}$'),
    driver text NOT NULL CHECK (driver IN ('cloud', 'baileys', 'webjs', 'simulator')),
    fallback_driver text CHECK (fallback_driver IN ('cloud', 'baileys', 'webjs', 'simulator') AND fallback_driver <> driver),
    status text NOT NULL CHECK (status IN ('connected', 'disconnected', 'paused', 'banned', 'waiting_for_login')),
    -- Why it is in this status: a reason slug of the channel table, or a sentence of the person who paused it.
    status_reason text,
    quota_minute int NOT NULL DEFAULT 20 CHECK (quota_minute > 0),
    quota_hour int NOT NULL DEFAULT 500 CHECK (quota_hour > 0),
    quota_day int NOT NULL DEFAULT 5000 CHECK (quota_day > 0),
    -- {"profile": "balanced"} or {"minMs":…, "maxMs":…, "pauseEvery":…, "pauseMinMs":…, "pauseMaxMs":…}
    pacing jsonb NOT NULL,
    typing boolean NOT NULL DEFAULT false,
    -- {"start": 20, "factor": 1.5, "since": "2026-01-01"}: the day quota of a new number grows until it is full.
    warm_up jsonb,
    -- A person paused it, or ten failures in a row did.
    paused boolean NOT NULL DEFAULT false,
    rest_until timestamptz,
    -- A person wants it connected; survives restarts.
    wanted boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz
);
CREATE UNIQUE INDEX senders_name ON senders (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX senders_phone ON senders (tenant_id, phone) WHERE deleted_at IS NULL;
CALL wall('senders');

-- What changes with every message stands in a row of its own: narrow, without an index on what changes (heap-only updates).
CREATE TABLE sender_dispatch (
    sender_id uuid PRIMARY KEY REFERENCES senders ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    next_send_at timestamptz NOT NULL DEFAULT '-infinity',
    minute_at timestamptz NOT NULL DEFAULT '-infinity',
    minute_used int NOT NULL DEFAULT 0,
    hour_at timestamptz NOT NULL DEFAULT '-infinity',
    hour_used int NOT NULL DEFAULT 0,
    day_at timestamptz NOT NULL DEFAULT '-infinity',
    day_used int NOT NULL DEFAULT 0,
    -- Messages since the last long pause of the pacing profile.
    run_length int NOT NULL DEFAULT 0,
    health smallint NOT NULL DEFAULT 100 CHECK (health BETWEEN 0 AND 100),
    health_at timestamptz NOT NULL,
    failures int NOT NULL DEFAULT 0,
    -- Everything it was ever given: equal peers stay within one message of each other.
    given bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 40);
CALL wall('sender_dispatch');

-- A sender has one session per driver. Secrets are sealed by the master key and are only the driver's to read.
CREATE TABLE sessions (
    sender_id uuid NOT NULL REFERENCES senders ON DELETE CASCADE,
    driver text NOT NULL,
    tenant_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('booting', 'wait_qr', 'wait_code', 'connected', 'disconnected', 'logged_out', 'banned')),
    reason text,
    qr text,
    qr_expires_at timestamptz,
    pairing_code text,
    connected_at timestamptz,
    secret bytea,
    -- How often it failed to connect in a row; the back-off grows with it.
    failures int NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (sender_id, driver)
);
CALL wall('sessions');

-- One node holds a sender at a time. The fence grows with each change of hands.
CREATE TABLE sender_owners (
    sender_id uuid PRIMARY KEY REFERENCES senders ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    epoch bigint NOT NULL,
    fence bigint NOT NULL,
    since timestamptz NOT NULL
);
CREATE INDEX sender_owners_epoch ON sender_owners (epoch);
CALL wall('sender_owners');

-- What happened to a sender: connected, lost, paused, banned …; uptime is read from it.
CREATE TABLE sender_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender_id uuid NOT NULL REFERENCES senders ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    driver text,
    event text NOT NULL,
    reason text,
    at timestamptz NOT NULL
);
CREATE INDEX sender_history_by_sender ON sender_history (sender_id, at);
CALL wall('sender_history');
