-- Looks ahead at an audience without writing anything: by the rules of expand_audience.sql and of the gate, how many would get it, how many not and why, who lacks
-- which variable, and in which zones those live who would get it. The line of the source is put in by CheckAudience. Only what is summed is kept of each person, so
-- that a million fit; the blocklist is hashed once. OFFSET 0 keeps an objection from being worked out twice. Of whom nothing else speaks against it is looked whether
-- they wrote lately enough to a sender that asks for it: nobody can reach them (shut), or only the other senders (others).
-- $1 tenant, $2 now, $3 opted-in only, $4 most campaign messages per contact or NULL, $5 in so many days, $6 borders of the variants' shares, $7 sum of weights, $8 seed,
-- $9 the campaign itself, whose messages do not count, $10 and $11 placeholders that must have a value: variant and name; from $12 on the source's own,
-- and after them, put in by CheckAudience: variant, sender and time of what is sent only to who wrote to the sender after that time, and the variants that nobody else sends
WITH judged AS MATERIALIZED (
    SELECT s.time_zone, o.objection, l.lacks,
        CASE WHEN l.lacks = '{}' AND v.variant = ANY(/*variants*/::smallint[]) AND NOT EXISTS (
            SELECT FROM free_form_windows f JOIN unnest(/*variants*/::smallint[], /*senders*/::uuid[], /*times*/::timestamptz[]) AS w(variant, sender_id, since) ON w.sender_id = f.sender_id
            WHERE f.contact_id = s.contact_id AND w.variant = v.variant AND f.last_inbound_at > w.since)
        THEN CASE WHEN v.variant = ANY(/*shut*/::smallint[]) THEN 'shut' ELSE 'others' END END AS stranger
    FROM (
/*source*/
    ) s
    CROSS JOIN LATERAL (SELECT width_bucket((hashtextextended(s.recipient, $8) & 9223372036854775807) % $7, $6::bigint[]) AS variant) v
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN s.recipient IN (SELECT b.phone FROM blocklist b WHERE b.tenant_id = $1) THEN 'blocked'
            WHEN s.consent = 'opted_out' THEN 'opted-out'
            WHEN $3 AND s.consent <> 'opted_in' THEN 'not-opted-in'
            WHEN $4::int IS NOT NULL AND (
                SELECT count(*) FROM messages h WHERE h.contact_id = s.contact_id AND h.origin = 'campaign' AND h.queue_id IS DISTINCT FROM $9
                AND (h.sent_at > $2 - make_interval(days => $5) OR h.state = 'sending')) >= $4 THEN 'frequency-capped'
        END AS objection OFFSET 0
    ) o
    CROSS JOIN LATERAL (
        SELECT CASE WHEN o.objection IS NULL THEN ARRAY(
            SELECT p.name FROM unnest($10::smallint[], $11::text[]) AS p(variant, name)
            WHERE p.variant = v.variant AND NOT placeholder_filled(string_to_array(p.name, '.'), s.own_variables, s.contact_variables, s.name, s.recipient)) END AS lacks OFFSET 0
    ) l
)
SELECT (SELECT count(*) FROM judged),
    (SELECT jsonb_object_agg(objection, n) FROM (SELECT objection, count(*) AS n FROM judged WHERE objection IS NOT NULL GROUP BY 1) refused),
    (SELECT count(*) FROM judged WHERE lacks <> '{}'),
    (SELECT jsonb_object_agg(name, n) FROM (SELECT u.name, count(*) AS n FROM judged, unnest(lacks) AS u(name) GROUP BY 1) named),
    (SELECT jsonb_object_agg(coalesce(time_zone, ''), n) FROM (SELECT time_zone, count(*) AS n FROM judged WHERE lacks = '{}' AND stranger IS DISTINCT FROM 'shut' GROUP BY 1) reached),
    (SELECT count(*) FROM judged WHERE stranger = 'shut'),
    (SELECT count(*) FROM judged WHERE stranger = 'others')
