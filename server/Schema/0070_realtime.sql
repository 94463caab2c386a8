-- Which processes show which tenants to somebody at this moment, so that the others know whether an event is worth a notification.
-- Nothing is lost with it: unlogged, and empty after a crash until the next refresh.
CREATE UNLOGGED TABLE realtime_watches (
    process uuid NOT NULL,
    tenant_id uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (process, tenant_id)
);
CALL wall('realtime_watches');
