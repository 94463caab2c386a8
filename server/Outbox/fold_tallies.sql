-- Moves finished batches into the sums, each batch exactly once: what is deleted here is what is added here.
WITH taken AS (
    DELETE FROM tally_batches WHERE id IN (SELECT id FROM tally_batches ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING *
),
lines AS (
    SELECT u.* FROM taken t, unnest(t.hour, t.tenant_id, t.queue_id, t.sender_id, t.method, t.variant, t.metric, t.reason, t.amount)
        AS u(hour, tenant_id, queue_id, sender_id, method, variant, metric, reason, amount)
),
queues AS (
    INSERT INTO queue_tallies AS q (queue_id, tenant_id, variant, method, metric, reason, amount)
    SELECT queue_id, tenant_id, variant, method, metric, reason, sum(amount) FROM lines
    WHERE queue_id <> '00000000-0000-0000-0000-000000000000'
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 4, 5, 6
    ON CONFLICT (queue_id, variant, method, metric, reason) DO UPDATE SET amount = q.amount + excluded.amount
),
rates AS (
    INSERT INTO queue_rates AS r (queue_id, slot, tenant_id, sent)
    SELECT u.queue_id, date_bin('10 seconds', t.at, 'epoch'), u.tenant_id, sum(u.amount)
    FROM taken t, unnest(t.tenant_id, t.queue_id, t.metric, t.amount) AS u(tenant_id, queue_id, metric, amount)
    WHERE u.metric = 'sent' AND u.amount > 0
    GROUP BY 1, 2, 3 ORDER BY 1, 2
    ON CONFLICT (queue_id, slot) DO UPDATE SET sent = r.sent + excluded.sent
),
course AS (
    INSERT INTO queue_course AS c (queue_id, minute, tenant_id, sent, delivered, read, failed)
    SELECT u.queue_id, date_trunc('minute', t.at), u.tenant_id, coalesce(sum(u.amount) FILTER (WHERE u.metric = 'sent'), 0), coalesce(sum(u.amount) FILTER (WHERE u.metric = 'delivered'), 0),
        coalesce(sum(u.amount) FILTER (WHERE u.metric = 'read'), 0), coalesce(sum(u.amount) FILTER (WHERE u.metric = 'failed'), 0)
    FROM taken t, unnest(t.tenant_id, t.queue_id, t.metric, t.amount) AS u(tenant_id, queue_id, metric, amount) JOIN outbox_queues q ON q.id = u.queue_id AND q.kind = 'campaign'
    WHERE u.metric IN ('sent', 'delivered', 'read', 'failed')
    GROUP BY 1, 2, 3 ORDER BY 1, 2
    ON CONFLICT (queue_id, minute) DO UPDATE SET sent = c.sent + excluded.sent, delivered = c.delivered + excluded.delivered, read = c.read + excluded.read, failed = c.failed + excluded.failed
),
past AS (DELETE FROM queue_rates WHERE slot < (SELECT max(at) FROM taken) - interval '15 minutes'),
senders AS (
    INSERT INTO sender_tallies AS s (sender_id, hour, tenant_id, method, metric, reason, amount)
    SELECT sender_id, hour, tenant_id, method, metric, reason, sum(amount) FROM lines
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 3, 1, 2, 4, 5, 6
    ON CONFLICT (tenant_id, sender_id, hour, method, metric, reason) DO UPDATE SET amount = s.amount + excluded.amount
)
SELECT count(*) FROM taken
