-- Bulk sends: one text to many people at once, without pace. What is sent and by whom stands in the outbox queue of the same id, who gets it in the ledger.
CREATE TABLE bulk_sends (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    -- Recipients that became messages; their ids are in the order of the request.
    total int NOT NULL,
    -- Recipients that did not, by their place in the request: [{"index": 3, "status": "invalid", "reason": "too-short"}]. What cannot be a number is not kept.
    rejects jsonb NOT NULL DEFAULT '[]',
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    stopped_at timestamptz,
    -- When nothing of it waited or was in a driver's hands any more.
    finished_at timestamptz
);
CREATE INDEX bulk_sends_by_tenant ON bulk_sends (tenant_id, id);
CREATE INDEX bulk_sends_open ON bulk_sends (id) WHERE finished_at IS NULL;
CALL wall('bulk_sends');
