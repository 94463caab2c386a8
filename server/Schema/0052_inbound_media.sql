-- Files of people's messages. The message is in the ledger at once; its file follows when it was fetched from the network, and then this row says whose it is.
CREATE TABLE inbound_media (
    message_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    sender_id uuid NOT NULL,
    driver text NOT NULL,
    -- waiting: still with the network. stored: in media. gone: the network keeps it no longer, or it cannot be kept here.
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'stored', 'gone')),
    -- By what the network finds it; forgotten when it is stored or gone.
    reference text,
    media_id uuid,
    attempt smallint NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK ((state = 'waiting') = (reference IS NOT NULL)),
    CHECK ((state = 'stored') = (media_id IS NOT NULL))
);
CREATE INDEX inbound_media_waiting ON inbound_media (not_before) WHERE state = 'waiting';
CREATE INDEX inbound_media_by_contact ON inbound_media (contact_id);
CREATE INDEX inbound_media_by_file ON inbound_media (media_id) WHERE media_id IS NOT NULL;
CALL wall('inbound_media');
