-- Many lines in one statement: the log costs one commit per batch, not one per request.
INSERT INTO audit_log (id, tenant_id, at, actor, user_id, api_key_id, action, words, targets, status, ip)
SELECT id, tenant_id, at, actor, user_id, api_key_id, action, words, string_to_array(targets, ' '), status, ip::inet
FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::smallint[], $11::text[])
    AS line (id, tenant_id, at, actor, user_id, api_key_id, action, words, targets, status, ip)
