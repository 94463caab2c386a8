-- Whose turn it is: the claim asks for each tenant when one of its jobs was last begun.
CREATE INDEX jobs_begun ON jobs (tenant_id, started_at) WHERE started_at IS NOT NULL;
