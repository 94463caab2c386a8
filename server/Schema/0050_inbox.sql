-- What came in and is not worked off yet. Unique per sender and provider event: a repeat changes nothing.
CREATE TABLE inbox_events (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    tenant_id uuid NOT NULL,
    sender_id uuid NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('message', 'echo', 'receipt')),
    -- Who it is about; events of one conversation are worked in order of seq.
    conversation text NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'failed')),
    not_before timestamptz,
    attempt smallint NOT NULL DEFAULT 0,
    error text,
    PRIMARY KEY (sender_id, event_id)
);
CREATE INDEX inbox_events_new ON inbox_events (seq) WHERE state = 'new';
CREATE INDEX inbox_events_age ON inbox_events (received_at) WHERE state <> 'new';
CALL wall('inbox_events');
