-- Every message of a person as JSON, oldest first, with the attempts that did not end in acceptance. $1 tenant, $2 contact.
SELECT jsonb_strip_nulls(to_jsonb(m) - '{tenant_id,contact_id,pin,pin_hard,lease,lease_until,bound_driver,dead,claimed_at}'::text[]
    || jsonb_build_object('attempts', (
        SELECT jsonb_agg(to_jsonb(a) - '{message_id,tenant_id}'::text[] ORDER BY a.started_at)
        FROM message_attempts a WHERE a.message_id = m.id)))
FROM messages m
WHERE m.contact_id = $2 AND m.tenant_id = $1
ORDER BY m.id
