-- The account of each sender, and whether another sender that is not deleted has a login of the same account.
-- $1 sender ids
SELECT s.id, account_of(s.phone), EXISTS (
    SELECT FROM senders o JOIN sessions x ON x.sender_id = o.id
    WHERE account_of(o.phone) = account_of(s.phone) AND o.deleted_at IS NULL AND o.id <> s.id AND x.has_login AND NOT x.logout_asked)
FROM senders s WHERE s.id = ANY($1)
