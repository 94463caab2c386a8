-- How many campaign messages each contact has had within its tenant's days, those in flight among them; what waits (the one that is asked for, too) is none.
-- $1 contacts, $2 days of each, $3 now
SELECT u.contact_id, (
    SELECT count(*)::int FROM messages h
    WHERE h.contact_id = u.contact_id AND h.origin = 'campaign' AND h.due_at IS NULL AND (h.sent_at > $3 - make_interval(days => u.days) OR h.state = 'sending'))
FROM unnest($1::uuid[], $2::int[]) AS u(contact_id, days)
