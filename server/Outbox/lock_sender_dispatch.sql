-- In the order of ids, so that two batches never wait for each other in a circle; claims skip rows that are locked here.
SELECT sender_id, minute_at, minute_used, hour_at, hour_used, day_at, day_used, health, health_at, failures, health_cap
FROM sender_dispatch WHERE sender_id = ANY($1) ORDER BY sender_id FOR UPDATE
