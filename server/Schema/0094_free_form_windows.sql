-- When a person last wrote to a sender whose way to WhatsApp allows free-form messages only for a time after that. Each number has windows of its own.
-- Only such senders have rows here; of all others contacts.last_inbound_at is enough.
CREATE TABLE free_form_windows (
    contact_id uuid NOT NULL,
    sender_id uuid NOT NULL REFERENCES senders ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    last_inbound_at timestamptz NOT NULL,
    PRIMARY KEY (contact_id, sender_id)
);
CALL wall('free_form_windows');
