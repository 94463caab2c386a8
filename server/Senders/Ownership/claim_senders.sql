-- Takes senders that no living process holds. A candidate's fence is restated when its row is locked: of two claimers the later one sees
-- that it has grown and leaves the sender alone, also when it first looked before the other one's process was born.
-- Each claimer goes through the candidates in an order of its own, so that two rarely reach for the same.
-- $1 own epoch, $2 how many, $3 now
WITH candidates AS MATERIALIZED (
    SELECT o.sender_id, o.fence FROM sender_owners o
    WHERE NOT EXISTS (SELECT FROM nodes n WHERE n.epoch = o.epoch AND n.stopped_at IS NULL)
    ORDER BY hashtextextended(o.sender_id::text, $1)
    LIMIT $2
),
free AS (
    SELECT o.sender_id, o.fence, o.epoch FROM candidates c JOIN sender_owners o ON o.sender_id = c.sender_id AND o.fence = c.fence
    FOR UPDATE OF o SKIP LOCKED
)
UPDATE sender_owners o SET epoch = $1, fence = o.fence + 1, since = $3
FROM free
WHERE o.sender_id = free.sender_id AND o.fence = free.fence
  AND EXISTS (SELECT FROM nodes n WHERE n.epoch = $1 AND n.stopped_at IS NULL)
-- The former holder's last sign of life: until then its sessions were connected, and not until now.
RETURNING o.sender_id, (SELECT least(n.seen_at, $3) FROM nodes n WHERE n.epoch = free.epoch)
