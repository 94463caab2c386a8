-- Campaigns. What is sent, by whom and how fast stands in the outbox queue of the same id; who gets it stands in the ledger.
CREATE TABLE campaigns (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    -- docs/states/campaign.md
    state text NOT NULL CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'waiting_for_login', 'completed', 'stopped', 'failed')),
    -- Why it failed or was not started at its time; a sentence.
    problem text,
    -- {"contacts": 12} | {"tags": [...]} | {"segmentId": ...} | {"importId": ...} | {"campaignId": ...} | {"all": true}
    audience jsonb NOT NULL,
    -- [{"name": "A", "weight": 50}, ...]; the contents are the queue's templates, in the same order.
    variants jsonb NOT NULL,
    -- It starts although some recipients lack variables; those fail, each with its reason.
    skip_incomplete boolean NOT NULL DEFAULT false,
    scheduled_start timestamptz,
    scheduled_end timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    deleted_at timestamptz,
    CHECK (scheduled_end > scheduled_start)
) WITH (fillfactor = 70);
CREATE INDEX campaigns_by_tenant ON campaigns (tenant_id, id) WHERE deleted_at IS NULL;
CREATE INDEX campaigns_alive ON campaigns (state) WHERE state IN ('scheduled', 'running', 'paused', 'waiting_for_login') AND deleted_at IS NULL;
CREATE INDEX campaigns_deleted ON campaigns (deleted_at) WHERE deleted_at IS NOT NULL;
CALL wall('campaigns');

-- How far the audience is written into the ledger. A row of its own: whoever writes a batch holds it, and starting or pausing the campaign never waits for that.
CREATE TABLE campaign_audiences (
    campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
    tenant_id uuid NOT NULL,
    -- clearing: rows of an earlier audience are deleted. expanding: rows are written. counting: variables are counted anew. retrying: failed rows are queued again.
    -- ready: all of it is in the ledger. ended: given up, because the campaign ended first.
    phase text NOT NULL CHECK (phase IN ('clearing', 'expanding', 'counting', 'retrying', 'ready', 'ended')),
    -- The last key that is settled; moves in the transaction of its batch, so that nothing is repeated or skipped.
    cursor uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    total bigint NOT NULL DEFAULT 0,
    -- What did not become a row: {"duplicate": 3, "invalid": 1}
    left_out jsonb NOT NULL DEFAULT '{}',
    -- The first of the invalid ones: [{"index": 3, "reason": "too-short"}]
    rejects jsonb NOT NULL DEFAULT '[]',
    -- Recipients that lack a variable, by its name.
    missing jsonb NOT NULL DEFAULT '{}',
    -- Batches take turns: the audience that was worked on longest ago is next.
    worked_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX campaign_audiences_open ON campaign_audiences (worked_at) WHERE phase IN ('clearing', 'expanding', 'counting', 'retrying');
CALL wall('campaign_audiences');

-- Whether a placeholder has a value, by the rules of the rendering (server/Outbox/Rendering.cs): the recipient's own variables win over the contact's.
CREATE FUNCTION placeholder_filled(path text[], own jsonb, contact jsonb, name text, phone text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(CASE jsonb_typeof(v) WHEN 'string' THEN (v #>> '{}') ~ '\S' WHEN 'number' THEN true WHEN 'boolean' THEN true END, false)
    FROM (SELECT CASE
        WHEN own ? path[1] THEN own #> path
        WHEN contact ? path[1] THEN contact #> path
        WHEN path = '{name}' THEN to_jsonb(name)
        WHEN path = '{phone}' THEN to_jsonb(phone) END) AS found(v)
$$;
