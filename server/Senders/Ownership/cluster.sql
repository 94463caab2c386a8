-- The workers that live with how many senders each holds, and (epoch 0) how many nobody holds.
SELECT n.epoch, n.seen_at, coalesce(h.held, 0), n.roles LIKE '%worker%'
FROM nodes n LEFT JOIN (SELECT epoch, count(*) AS held FROM sender_owners GROUP BY epoch) h ON h.epoch = n.epoch
WHERE n.stopped_at IS NULL
UNION ALL
SELECT 0, '-infinity', count(*), false
FROM sender_owners o WHERE NOT EXISTS (SELECT FROM nodes n WHERE n.epoch = o.epoch AND n.stopped_at IS NULL)
