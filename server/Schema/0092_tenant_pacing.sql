-- What a tenant means by the pacing profiles, and which of them a new sender begins with. A profile that is not in it means what it means on this install (DELAY_FAST and the like).
ALTER TABLE tenants
    ADD COLUMN pacing jsonb CHECK (jsonb_typeof(pacing) = 'object'),
    ADD COLUMN default_pacing text NOT NULL DEFAULT 'balanced' CHECK (default_pacing IN ('fast', 'balanced', 'safe', 'human', 'none'));
