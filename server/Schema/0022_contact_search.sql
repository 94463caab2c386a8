-- Lists sort by name: whoever has none stands first, in a place of its own (a NULL has no place for a cursor to go on from).
ALTER TABLE contacts DROP COLUMN name_search;
ALTER TABLE contacts ADD COLUMN name_search text COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce(fold_name(name), '')) STORED;
CREATE INDEX contacts_name ON contacts (tenant_id, name_search, id);

-- "silva" finds Maria da Silva: the words of names. Entries wait in the index's pending list and go in by the thousand, so an import hardly feels it.
CREATE INDEX contacts_words ON contacts USING gin (to_tsvector('simple', name_search)) WITH (fastupdate = on, gin_pending_list_limit = 16384);

CREATE FUNCTION named_query(words text[]) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_tsquery('simple', string_agg(quote_literal(fold_name(word)) || ':*', ' & ')) FROM unnest(words) AS word
$$;

-- Behind the wall a query may use that index only through this door, because text search is not leak-proof. The door names the tenant itself,
-- so it leads nowhere else: without a tenant on the connection it finds nobody.
CREATE FUNCTION contacts_named(words text[], most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id FROM contacts c
    WHERE c.tenant_id = current_tenant() AND to_tsvector('simple', c.name_search) @@ named_query(words)
    LIMIT most
$$;
-- A new owner must be allowed to create in the schema at the moment of the change.
GRANT CREATE ON SCHEMA public TO parley_engine;
ALTER FUNCTION contacts_named(text[], int) OWNER TO parley_engine;
REVOKE CREATE ON SCHEMA public FROM parley_engine;
REVOKE ALL ON FUNCTION contacts_named(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contacts_named(text[], int) TO parley_tenant, parley_engine;
