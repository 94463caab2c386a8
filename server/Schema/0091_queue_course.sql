-- What came of a campaign in the course of time, by minutes, for the curve on its page. Only minutes in which something happened have a row.
CREATE TABLE queue_course (
    queue_id uuid NOT NULL,
    minute timestamptz NOT NULL,
    tenant_id uuid NOT NULL,
    sent bigint NOT NULL,
    delivered bigint NOT NULL,
    read bigint NOT NULL,
    -- Less those that were tried again, so it can be below zero.
    failed bigint NOT NULL,
    PRIMARY KEY (queue_id, minute)
);
CALL wall('queue_course');
