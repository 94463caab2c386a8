-- A campaign's minutes, put together into steps of which there are $4 at most. One row without a point when nothing has happened yet, none when there is no such campaign.
-- $1 campaign, $2 tenant, $3 steps (intervals, ascending), $4 points at most
WITH campaign AS (SELECT id FROM campaigns WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL),
life AS (SELECT min(minute) AS first, max(minute) AS last FROM queue_course WHERE queue_id = $1 AND tenant_id = $2),
-- Longer than all steps allow: the longest, and more points.
chosen AS (SELECT coalesce((SELECT min(s) FROM unnest($3::interval[]) s, life WHERE date_bin(s, life.last, 'epoch') - date_bin(s, life.first, 'epoch') < s * $4), ($3::interval[])[array_length($3::interval[], 1)]) AS step),
sums AS (
    SELECT date_bin(chosen.step, c.minute, 'epoch') AS at, sum(c.sent)::bigint AS sent, sum(c.delivered)::bigint AS delivered, sum(c.read)::bigint AS read, sum(c.failed)::bigint AS failed
    FROM queue_course c, chosen WHERE c.queue_id = $1 AND c.tenant_id = $2 GROUP BY 1
)
SELECT chosen.step, spans.at, coalesce(sums.sent, 0), coalesce(sums.delivered, 0), coalesce(sums.read, 0), coalesce(sums.failed, 0)
FROM campaign CROSS JOIN life CROSS JOIN chosen
LEFT JOIN LATERAL generate_series(date_bin(chosen.step, life.first, 'epoch'), date_bin(chosen.step, life.last, 'epoch'), chosen.step) AS spans(at) ON true
LEFT JOIN sums ON sums.at = spans.at
ORDER BY spans.at
