-- What was worked off says nothing any more (it is in the ledger); what failed for good is found by who wrote it, when that person is to be forgotten.
UPDATE inbox_events SET payload = '{}', conversation = '' WHERE state = 'done';
CREATE INDEX inbox_events_failed ON inbox_events (tenant_id, conversation) WHERE state = 'failed';
