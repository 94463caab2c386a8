-- Says of processes that cannot act any more that they are over: their advisory lock is free (gone, or cut off from the database, which they
-- notice themselves at once), or they were silent too long by the caller's own stopwatch ($2, with the last sign of life in $3, restated so that
-- a process that woke up in this moment lives). From here on stopped_at is the one sign of death: the process itself finds it and stops acting.
-- $1 own epoch, $2 silent epochs, $3 their last sign, $4 now, $5 class of the lock
UPDATE nodes n SET stopped_at = $4
WHERE n.stopped_at IS NULL AND n.epoch <> $1
  AND (EXISTS (SELECT FROM unnest($2::bigint[], $3::timestamptz[]) AS s(epoch, seen_at) WHERE s.epoch = n.epoch AND s.seen_at = n.seen_at)
    OR NOT EXISTS (
        SELECT FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.classid::bigint = $5 AND l.objid::bigint = n.epoch AND l.granted))
RETURNING n.epoch
