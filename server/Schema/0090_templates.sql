-- The library of message templates: what a tenant writes once and uses in many campaigns. A campaign takes a copy, so that a change here changes nothing that runs.
CREATE TABLE message_templates (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    -- As messages store it, with placeholders in the texts.
    content jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX message_templates_name ON message_templates (tenant_id, lower(name));
-- Asked before a file is deleted.
CREATE INDEX message_templates_media ON message_templates (tenant_id, (content -> 'media' ->> 'id')) WHERE content ? 'media';
CALL wall('message_templates');
