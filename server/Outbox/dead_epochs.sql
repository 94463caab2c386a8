-- Processes that cannot act any more. The senders' ownership finds them within a second of their end, or after ten seconds of silence by its own
-- stopwatch, and writes it down; so no two clocks are compared here.
SELECT coalesce(array_agg(n.epoch), '{}') FROM nodes n WHERE n.stopped_at IS NOT NULL
