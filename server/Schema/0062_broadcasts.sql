-- Broadcast lists: people in groups. A sending of a list is an outbox queue of the same id; its groups go out one after the other.
CREATE TABLE broadcasts (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    -- {"numbers": 12} | {"tags": [...]} | {"segmentId": ..., "filter": {...}} | {"all": true}
    audience jsonb NOT NULL,
    group_size int NOT NULL CHECK (group_size BETWEEN 1 AND 1024),
    -- filling: members are written, batch by batch. ready: all of them are there. erasing: it was deleted, and its members are being removed.
    phase text NOT NULL CHECK (phase IN ('filling', 'ready', 'erasing')),
    -- The last contact that was looked at; moves in the transaction of its batch, so that nobody is repeated or skipped.
    cursor uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    total bigint NOT NULL DEFAULT 0,
    -- What did not become a member: {"duplicate": 3, "invalid": 1}
    left_out jsonb NOT NULL DEFAULT '{}',
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    -- Batches take turns: the list that was worked on longest ago is next.
    worked_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX broadcasts_by_tenant ON broadcasts (tenant_id, id);
CREATE INDEX broadcasts_open ON broadcasts (worked_at) WHERE phase IN ('filling', 'erasing');
CALL wall('broadcasts');

-- No foreign key to contacts: erasing and joining people goes through BroadcastPersonalData, and the check would run once per member.
CREATE TABLE broadcast_members (
    broadcast_id uuid NOT NULL REFERENCES broadcasts,
    contact_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    group_no smallint NOT NULL CHECK (group_no > 0),
    PRIMARY KEY (broadcast_id, contact_id)
);
CREATE INDEX broadcast_members_by_group ON broadcast_members (broadcast_id, group_no, contact_id);
CREATE INDEX broadcast_members_by_contact ON broadcast_members (contact_id);
CALL wall('broadcast_members');

CREATE TABLE broadcast_sends (
    id uuid PRIMARY KEY,
    broadcast_id uuid NOT NULL REFERENCES broadcasts ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    -- docs/states/broadcast.md
    state text NOT NULL CHECK (state IN ('waiting', 'sending', 'completed', 'stopped')),
    -- Members of the list and their groups when it began.
    total bigint NOT NULL,
    groups smallint NOT NULL,
    -- The last group that was handed to the outbox; 0 is none.
    group_no smallint NOT NULL DEFAULT 0,
    -- From the end of one group to the next one.
    pause_ms int NOT NULL CHECK (pause_ms >= 0),
    -- When the next group may go: a column and not a sleep, so that it survives a restart.
    next_at timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    worked_at timestamptz NOT NULL,
    finished_at timestamptz,
    CHECK ((state = 'waiting') = (next_at IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX broadcast_sends_by_list ON broadcast_sends (broadcast_id, id);
CREATE INDEX broadcast_sends_open ON broadcast_sends (worked_at) WHERE state IN ('waiting', 'sending');
-- A list is sent once at a time.
CREATE UNIQUE INDEX broadcast_sends_running ON broadcast_sends (broadcast_id) WHERE state IN ('waiting', 'sending');
CALL wall('broadcast_sends');

-- One row per group that went out. Its key is the last guard: no group goes out twice.
CREATE TABLE broadcast_groups (
    send_id uuid NOT NULL REFERENCES broadcast_sends ON DELETE CASCADE,
    group_no smallint NOT NULL,
    tenant_id uuid NOT NULL,
    total int NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (send_id, group_no)
);
CALL wall('broadcast_groups');
