-- A list of a million is searched by rare words and rare tags through GIN, by walking along its own order otherwise (server/Contacts/ContactSearch.cs). Both indexes hold each row's tenant as one more
-- word, so that a word which is frequent at another tenant costs this one nothing. What begins the tenant's word begins no word of a name and no tag.
DROP INDEX contacts_words;
CREATE INDEX contacts_words ON contacts USING gin ((to_tsvector('simple', name_search) || array_to_tsvector(ARRAY['@' || tenant_id::text])))
    WITH (fastupdate = on, gin_pending_list_limit = 16384);
CREATE INDEX contacts_tags ON contacts USING gin ((tags || (',' || tenant_id::text))) WITH (fastupdate = on, gin_pending_list_limit = 16384) WHERE tags <> '{}';
-- Most people never say a word; who did is found at once.
CREATE INDEX contacts_consent ON contacts (tenant_id, consent, id) WHERE consent <> 'unknown';

-- The doors through which the tenant's role uses these indexes (see 0022): neither text search nor arrays are leak-proof. They name the tenant themselves.
CREATE OR REPLACE FUNCTION contacts_named(words text[], most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id FROM contacts c
    WHERE c.tenant_id = current_tenant()
      AND to_tsvector('simple', c.name_search) || array_to_tsvector(ARRAY['@' || c.tenant_id::text]) @@ (named_query(words) && ('''@' || current_tenant()::text || '''')::tsquery)
    LIMIT most
$$;

CREATE FUNCTION contacts_tagged(wanted text[], most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id FROM contacts c
    WHERE c.tenant_id = current_tenant() AND c.tags <> '{}'
      AND c.tags || (',' || c.tenant_id::text) && wanted AND c.tags || (',' || c.tenant_id::text) @> ARRAY[',' || current_tenant()::text]
    LIMIT most
$$;
GRANT CREATE ON SCHEMA public TO parley_engine;
ALTER FUNCTION contacts_tagged(text[], int) OWNER TO parley_engine;
REVOKE CREATE ON SCHEMA public FROM parley_engine;
REVOKE ALL ON FUNCTION contacts_tagged(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contacts_tagged(text[], int) TO parley_tenant, parley_engine;
