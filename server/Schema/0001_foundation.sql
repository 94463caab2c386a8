-- Roles, the tenant wall, nodes, and what belongs to the install rather than to a tenant.

DO $$
BEGIN
    -- NOBYPASSRLS is the default and is said aloud: the wall stands on it.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_tenant') THEN CREATE ROLE parley_tenant NOLOGIN NOBYPASSRLS; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_engine') THEN CREATE ROLE parley_engine NOLOGIN NOBYPASSRLS; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was migrated at the same moment
END $$;
DO $$ BEGIN EXECUTE format('GRANT parley_tenant, parley_engine TO %I', current_user); END $$;
GRANT USAGE ON SCHEMA public TO parley_tenant, parley_engine;

-- The tenant that the connection was opened for; NULL (which equals nothing) when it was not.
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('parley.tenant', true), '')::uuid $$;

-- Puts a table behind the wall. FORCE binds the owner as well.
CREATE PROCEDURE wall(target regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY tenant_wall ON %s TO parley_tenant USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', target);
    EXECUTE format('CREATE POLICY engine_door ON %s TO parley_engine USING (true) WITH CHECK (true)', target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO parley_tenant, parley_engine', target);
END $$;

CREATE TABLE tenants (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    time_zone text NOT NULL DEFAULT 'UTC',
    default_region text,
    -- Campaigns write only to contacts who opted in.
    require_opt_in boolean NOT NULL DEFAULT false,
    -- At most cap_messages campaign messages per contact in cap_days; NULL is no cap.
    cap_messages int CHECK (cap_messages > 0),
    cap_days int CHECK (cap_days BETWEEN 1 AND 365),
    -- No campaign message between these local times of the recipient; NULL is no quiet time.
    quiet_from time,
    quiet_to time,
    opt_out_words text[] NOT NULL DEFAULT '{}',
    opt_in_words text[] NOT NULL DEFAULT '{}',
    opt_out_reply text,
    opt_in_reply text,
    created_at timestamptz NOT NULL
);
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tenants TO parley_tenant USING (id = current_tenant()) WITH CHECK (id = current_tenant());
CREATE POLICY engine_door ON tenants TO parley_engine USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON tenants TO parley_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenants TO parley_engine;

-- One row per started process. Its epoch is the fence: what it claims carries it, and what a dead epoch holds is taken over.
CREATE TABLE nodes (
    epoch bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    roles text NOT NULL,
    version text NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    stopped_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON nodes TO parley_engine;

-- Values of the whole install (keys are stored sealed by the master key).
CREATE TABLE install_settings (key text PRIMARY KEY, value text NOT NULL);
GRANT SELECT, INSERT, UPDATE ON install_settings TO parley_engine;

-- ASP.NET Core data protection keys, shared by all nodes.
CREATE TABLE data_protection_keys (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, friendly_name text, xml text NOT NULL);
GRANT SELECT, INSERT, DELETE ON data_protection_keys TO parley_engine;

-- Long work with a progress bar: imports, exports, bulk sends. A worker takes a job by lease.
CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    kind text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    input jsonb NOT NULL,
    progress jsonb NOT NULL DEFAULT '{}',
    result jsonb,
    error text,
    attempt smallint NOT NULL DEFAULT 0,
    lease bigint,
    lease_until timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz
);
CREATE INDEX jobs_open ON jobs (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_by_tenant ON jobs (tenant_id, created_at DESC);
CALL wall('jobs');
