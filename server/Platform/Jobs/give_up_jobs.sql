-- Ends jobs whose worker died and that must not, or no longer, be run again; and those that somebody cancelled and nobody runs.
-- $1 kinds that may be run again, $2 now, $3 attempts at most.
WITH ended AS (
    UPDATE jobs j SET
        state = CASE WHEN j.cancel_asked AND NOT j.past_return THEN 'cancelled' ELSE 'failed' END,
        error = CASE WHEN j.cancel_asked AND NOT j.past_return THEN NULL
            WHEN j.attempt >= $3 AND j.kind = ANY ($1) THEN 'The server stopped each time this ran. Look into the server''s log before you start it again.'
            ELSE 'The server stopped while this ran, and it cannot be taken up in the middle. See what was done, then start it again.' END,
        lease = NULL, lease_until = NULL, finished_at = $2
    WHERE j.state = 'running'
      AND (j.lease_until < $2 OR NOT EXISTS (SELECT FROM nodes n WHERE n.epoch = j.lease AND n.stopped_at IS NULL))
      AND (j.kind <> ALL ($1) OR j.attempt >= $3 OR (j.cancel_asked AND NOT j.past_return))
    RETURNING j.id, j.tenant_id, j.kind, j.state
)
SELECT pg_notify('parley_job', to_json(ended)::text) FROM ended
