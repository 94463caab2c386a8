-- Files of the senders that this node holds, the longest due first. Only the holder's session can fetch them; should two nodes hold a sender for a moment, the second
-- end changes nothing. What the network said of the file stands in its message. $1 epoch, $2 now, $3 batch
SELECT i.message_id, i.tenant_id, i.sender_id, i.driver, i.reference, m.content #>> '{media,type}', m.content #>> '{media,fileName}', i.attempt, i.created_at
FROM inbound_media i
JOIN sender_owners o ON o.sender_id = i.sender_id AND o.epoch = $1
JOIN messages m ON m.id = i.message_id
WHERE i.state = 'waiting' AND i.not_before <= $2
ORDER BY i.not_before LIMIT $3
