-- Drops what Parley keeps in its schema, so that a backup can be brought into it. The schema itself stays: before
-- PostgreSQL 15 it belongs to the server's superuser. What an extension brought stays as well, and an
-- identity column's sequence goes with its table.
DO $$
DECLARE
    drops text;
BEGIN
    SELECT string_agg(format('DROP %s IF EXISTS %s CASCADE', kind, name), '; ') INTO drops FROM (
        SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
            c.oid::regclass::text AS name, 'pg_class'::regclass AS catalog, c.oid
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT 'ROUTINE', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'TYPE', t.oid::regtype::text, 'pg_type'::regclass, t.oid
        FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd', 'r')
    ) things
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = things.catalog AND d.objid = things.oid AND d.deptype IN ('e', 'i'));
    EXECUTE drops;
END $$;
