-- The same answers as before, in a form that PostgreSQL puts into the statement instead of calling it for every recipient.
CREATE FUNCTION json_filled(v jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(CASE jsonb_typeof(v) WHEN 'string' THEN (v #>> '{}') ~ '\S' WHEN 'number' THEN true WHEN 'boolean' THEN true END, false)
$$;

CREATE OR REPLACE FUNCTION placeholder_filled(path text[], own jsonb, contact jsonb, name text, phone text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN own ? path[1] THEN json_filled(own #> path)
        WHEN contact ? path[1] THEN json_filled(contact #> path)
        WHEN path = '{name}' THEN coalesce(name ~ '\S', false)
        WHEN path = '{phone}' THEN coalesce(phone ~ '\S', false)
        ELSE false END
$$;
