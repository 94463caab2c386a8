-- Deals variants and own senders anew among recipients who are in the ledger already, by the rules of expand_audience.sql.
-- $1 tenant, $2 queue, $3 pool or NULL, $4 borders of the variants' shares, $5 sum of weights, $6 seed
UPDATE messages m SET
    variant = width_bucket((hashtextextended(m.recipient, $6) & 9223372036854775807) % $5, $4::bigint[])::smallint,
    pin = coalesce((SELECT own.id FROM contacts c JOIN senders own ON own.id = c.last_sender_id AND own.deleted_at IS NULL WHERE c.id = m.contact_id AND ($3::uuid[] IS NULL OR own.id = ANY($3))),
        '00000000-0000-0000-0000-000000000000')
WHERE m.tenant_id = $1 AND m.queue_id = $2
