-- The ledger: one row per message in either direction. For outgoing messages it is also the queue entry and the recipient record.

-- A queue is a named source of outgoing work: a campaign, a broadcast, or a tenant's answers or direct messages.
-- Holding it back costs one row, whether ten messages wait in it or a million.
CREATE TABLE outbox_queues (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    kind text NOT NULL CHECK (kind IN ('person', 'answers', 'direct', 'broadcast', 'bulk', 'campaign')),
    -- 0 people, 1 answers, 2 direct, 3 broadcast and bulk, 4 campaigns
    lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 4),
    -- Within the lane; higher goes first.
    priority smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN -10 AND 10),
    state text NOT NULL CHECK (state IN ('open', 'held', 'closed')),
    -- What a sweeper makes of the rows left in a closed queue.
    closes_as text CHECK (closes_as IN ('cancelled', 'expired', 'erased')),
    -- NULL: all healthy senders of the tenant.
    sender_ids uuid[],
    -- NULL: each sender's own pacing.
    pacing jsonb,
    typing boolean,
    attempts smallint NOT NULL DEFAULT 3 CHECK (attempts BETWEEN 1 AND 10),
    -- {"from":"09:00","to":"18:00","days":[1,2,3,4,5],"zone":"America/Sao_Paulo" | "recipient"}
    window_spec jsonb,
    -- The message texts, by variant, rendered at send.
    templates jsonb,
    closes_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX outbox_queues_open ON outbox_queues (tenant_id, lane) WHERE state = 'open';
CREATE INDEX outbox_queues_closed ON outbox_queues (id) WHERE state = 'closed' AND closes_as IS NOT NULL;
CREATE UNIQUE INDEX outbox_queues_standing ON outbox_queues (tenant_id, kind, priority) WHERE kind IN ('person', 'answers', 'direct');
CALL wall('outbox_queues');

CREATE TABLE messages (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    direction text NOT NULL CHECK (direction IN ('out', 'in')),
    origin text NOT NULL CHECK (origin IN ('api', 'campaign', 'broadcast', 'bulk', 'flow', 'bot', 'auto_reply', 'owner_menu', 'vendor', 'opt_out', 'phone', 'inbound', 'test')),
    queue_id uuid,
    contact_id uuid,
    recipient text NOT NULL,
    -- Who sent it (or received it, for inbound).
    sender_id uuid,
    -- The sender it must (pin_hard) or should go through; the nil UUID is: any of the pool. Never NULL, so that the index can be asked for it.
    pin uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    pin_hard boolean NOT NULL DEFAULT false,
    -- It may have left through this driver, so it never goes through another.
    bound_driver text,
    content jsonb,
    variant smallint NOT NULL DEFAULT 0,
    variables jsonb,
    -- How long "typing…" shows: drawn at the claim. Asked for with the message: 0 not at all, -1 as long as the text takes; NULL is as the queue or the sender has it.
    typing_ms int,
    state text NOT NULL CHECK (state IN ('pending', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'retrying', 'suppressed', 'expired', 'cancelled', 'unknown', 'received')),
    -- When it may go; set exactly while a dispatcher may claim it. No index looks at state, so that receipts are heap-only updates.
    due_at timestamptz,
    attempt smallint NOT NULL DEFAULT 0,
    -- Attempts that a person granted on top of the queue's, by trying a dead letter again. Attempts count on, so that the fence of an old one never fits a new one.
    granted smallint NOT NULL DEFAULT 0,
    lease bigint,
    lease_until timestamptz,
    method text,
    -- Set only where the network chose the id; an id that we chose is the row's id under the install's cipher.
    provider_id text,
    reason text,
    -- A person should look: attempts are used up, or nobody knows whether it left.
    dead boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    claimed_at timestamptz,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    finished_at timestamptz,
    duration_ms int,
    CHECK (due_at IS NULL OR state IN ('pending', 'queued', 'retrying'))
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);
CREATE INDEX messages_waiting ON messages (queue_id, pin, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX messages_leased ON messages (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX messages_dead ON messages (tenant_id, id) WHERE dead;
CREATE INDEX messages_by_queue ON messages (queue_id, id) WHERE queue_id IS NOT NULL;
CREATE INDEX messages_by_contact ON messages (contact_id, id);
CREATE INDEX messages_by_tenant ON messages (tenant_id, id);
CREATE UNIQUE INDEX messages_provider ON messages (sender_id, provider_id) WHERE provider_id IS NOT NULL;
CALL wall('messages');

-- Attempts that did not end in acceptance; the accepted one is the message's own row (method, sent_at, duration_ms).
CREATE TABLE message_attempts (
    message_id uuid NOT NULL,
    number smallint NOT NULL,
    tenant_id uuid NOT NULL,
    sender_id uuid NOT NULL,
    method text NOT NULL,
    started_at timestamptz NOT NULL,
    duration_ms int NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('retry', 'refused', 'unknown')),
    reason text NOT NULL,
    -- The driver's own words, for the operator.
    raw_error text
);
CREATE INDEX message_attempts_by_message ON message_attempts (message_id);
CALL wall('message_attempts');

-- A key is remembered for a day; the same key with another body is refused.
CREATE TABLE idempotency_keys (
    tenant_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    response jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CALL wall('idempotency_keys');

-- Counting: each batch of outcomes leaves one row with its sums, in the batch's own transaction; a worker folds them every second.
-- Exact, and one insert per batch instead of one update per message.
CREATE TABLE tally_batches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    hour timestamptz[] NOT NULL,
    tenant_id uuid[] NOT NULL,
    queue_id uuid[] NOT NULL,
    sender_id uuid[] NOT NULL,
    method text[] NOT NULL,
    variant smallint[] NOT NULL,
    metric text[] NOT NULL,
    reason text[] NOT NULL,
    amount int[] NOT NULL
);
-- UPDATE is what FOR UPDATE SKIP LOCKED asks for.
GRANT SELECT, INSERT, UPDATE, DELETE ON tally_batches TO parley_engine;
GRANT INSERT ON tally_batches TO parley_tenant;
ALTER TABLE tally_batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE tally_batches FORCE ROW LEVEL SECURITY;
CREATE POLICY engine_door ON tally_batches TO parley_engine USING (true) WITH CHECK (true);
-- A batch mixes tenants, so a tenant may add to it and never read it.
CREATE POLICY tenant_adds ON tally_batches FOR INSERT TO parley_tenant WITH CHECK (true);

CREATE TABLE queue_tallies (
    queue_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    variant smallint NOT NULL,
    method text NOT NULL,
    metric text NOT NULL,
    reason text NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (queue_id, variant, method, metric, reason)
);
CALL wall('queue_tallies');

-- What left each queue in slots of ten seconds, for the rate now; slots older than a quarter of an hour are swept away.
CREATE TABLE queue_rates (
    queue_id uuid NOT NULL,
    slot timestamptz NOT NULL,
    tenant_id uuid NOT NULL,
    sent bigint NOT NULL,
    PRIMARY KEY (queue_id, slot)
);
CREATE INDEX queue_rates_by_tenant ON queue_rates (tenant_id, slot);
CALL wall('queue_rates');

CREATE TABLE sender_tallies (
    sender_id uuid NOT NULL,
    hour timestamptz NOT NULL,
    tenant_id uuid NOT NULL,
    method text NOT NULL,
    metric text NOT NULL,
    reason text NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (tenant_id, sender_id, hour, method, metric, reason)
);
CALL wall('sender_tallies');
