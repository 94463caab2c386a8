-- Session lines of a span, and of each driver the last one before it: the state in which the span begins.
-- $1 sender, $2 from, $3 to
SELECT driver, event, at FROM (
    (SELECT DISTINCT ON (driver) id, driver, event, at FROM sender_history
     WHERE sender_id = $1 AND driver IS NOT NULL AND at < $2 ORDER BY driver, at DESC, id DESC)
    UNION ALL
    SELECT id, driver, event, at FROM sender_history WHERE sender_id = $1 AND driver IS NOT NULL AND at >= $2 AND at < $3
) AS lines
ORDER BY at, id
