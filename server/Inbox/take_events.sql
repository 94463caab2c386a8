-- The oldest events of the senders that this node holds. Only the holder works a sender's events, so that a conversation has one worker;
-- an event that waits for another try holds back the later ones of its conversation.
-- $1 epoch, $2 now, $3 batch
SELECT e.seq, e.tenant_id, e.sender_id, e.event_id, e.kind, e.conversation, e.payload, e.received_at, e.attempt
FROM inbox_events e JOIN sender_owners o ON o.sender_id = e.sender_id AND o.epoch = $1
WHERE e.state = 'new' AND (e.not_before IS NULL OR e.not_before <= $2)
  AND NOT EXISTS (
    SELECT FROM inbox_events earlier
    WHERE earlier.state = 'new' AND earlier.seq < e.seq AND earlier.sender_id = e.sender_id AND earlier.conversation = e.conversation AND earlier.not_before > $2)
ORDER BY e.seq
LIMIT $3
