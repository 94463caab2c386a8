-- Whatever did not simply go out has a reason: the failed, suppressed, expired and unknown recipients of a campaign are found without walking through
-- the million that went well. A message that goes well never has one, so this index costs it nothing and its receipts stay heap-only updates.
CREATE INDEX messages_with_reason ON messages (queue_id, id) WHERE reason IS NOT NULL AND queue_id IS NOT NULL;

-- The rule by which one variant takes what is left, and the variant that it chose (its place, from 0).
ALTER TABLE campaigns ADD COLUMN winner_rule jsonb, ADD COLUMN winner smallint, ADD COLUMN winner_at timestamptz;
CREATE INDEX campaigns_undecided ON campaigns (id) WHERE winner_rule IS NOT NULL AND winner IS NULL AND deleted_at IS NULL;

-- dealing: what still waits is given to the winning variant.
ALTER TABLE campaign_audiences DROP CONSTRAINT campaign_audiences_phase_check;
ALTER TABLE campaign_audiences ADD CONSTRAINT campaign_audiences_phase_check CHECK (phase IN ('clearing', 'expanding', 'counting', 'retrying', 'dealing', 'ready', 'ended'));
DROP INDEX campaign_audiences_open;
CREATE INDEX campaign_audiences_open ON campaign_audiences (worked_at) WHERE phase IN ('clearing', 'expanding', 'counting', 'retrying', 'dealing');
