-- Locks the pace rows of senders that seem free. The owner's epoch is restated, so a node that lost a sender claims nothing for it.
-- Rows that somebody else holds at the moment (a finalising batch) are skipped: they come again in the next round.
SELECT d.sender_id, d.next_send_at, d.minute_at, d.minute_used, d.hour_at, d.hour_used, d.day_at, d.day_used, d.run_length, d.health, d.health_at, d.failures, d.health_cap
FROM sender_dispatch d
WHERE d.sender_id = ANY($1) AND EXISTS (SELECT FROM sender_owners o WHERE o.sender_id = d.sender_id AND o.epoch = $2)
FOR UPDATE OF d SKIP LOCKED
