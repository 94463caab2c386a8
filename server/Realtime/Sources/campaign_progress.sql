-- Figures of the campaigns that move, or did a short while ago, of tenants that are shown here: the sums, and the batches that are not folded into them yet, as one
-- snapshot. $1 tenants, $2 changed since
WITH moving AS MATERIALIZED (
    SELECT c.id, c.tenant_id, c.state, a.total FROM campaigns c JOIN campaign_audiences a ON a.campaign_id = c.id
    WHERE c.tenant_id = ANY($1) AND c.deleted_at IS NULL AND (c.state IN ('running', 'waiting_for_login', 'paused') OR c.updated_at > $2)
),
counted AS (
    SELECT queue_id, metric, amount FROM queue_tallies WHERE queue_id IN (SELECT id FROM moving)
    UNION ALL
    SELECT u.queue_id, u.metric, u.amount FROM tally_batches b, unnest(b.queue_id, b.metric, b.amount) AS u(queue_id, metric, amount) WHERE u.queue_id IN (SELECT id FROM moving)
),
sums AS (
    SELECT queue_id,
        coalesce(sum(amount) FILTER (WHERE metric IN ('sent', 'failed', 'suppressed', 'expired', 'cancelled', 'unknown')), 0) AS ended,
        coalesce(sum(amount) FILTER (WHERE metric = 'sent'), 0) AS sent,
        coalesce(sum(amount) FILTER (WHERE metric = 'delivered'), 0) AS delivered,
        coalesce(sum(amount) FILTER (WHERE metric = 'read'), 0) AS read,
        coalesce(sum(amount) FILTER (WHERE metric = 'failed'), 0) AS failed,
        coalesce(sum(amount) FILTER (WHERE metric = 'suppressed'), 0) AS suppressed
    FROM counted GROUP BY 1
)
SELECT m.tenant_id, m.id, m.state, m.total, (m.total - coalesce(s.ended, 0))::bigint, coalesce(s.sent, 0)::bigint, coalesce(s.delivered, 0)::bigint, coalesce(s.read, 0)::bigint,
    coalesce(s.failed, 0)::bigint, coalesce(s.suppressed, 0)::bigint
FROM moving m LEFT JOIN sums s ON s.queue_id = m.id
