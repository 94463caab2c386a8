-- Readiness compares what is applied with what this version knows.
GRANT SELECT ON schema_migrations TO parley_engine;
