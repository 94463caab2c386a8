-- Holds the contacts of capped campaign messages until the claim commits: what each has had is counted after this, in a statement (and so a snapshot) of its
-- own, and nobody else can give them another one in between. Whoever another claim holds, or an inbound message is just being written for, is left for the
-- next claim; nobody waits, so there is no circle. NO KEY: rows that name the contact can be written meanwhile. $1 contacts
SELECT id FROM contacts WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
