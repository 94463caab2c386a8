-- Campaigns with what their queue and their audience say. The caller adds its WHERE.
SELECT c.id, c.name, c.state, c.problem, c.audience, c.variants, c.skip_incomplete, c.scheduled_start, c.scheduled_end, c.created_by, c.created_at, c.updated_at,
    q.templates, q.sender_ids, q.pacing, q.typing, q.attempts, q.priority, a.phase, a.total, a.left_out, a.rejects, a.missing, q.window_spec, c.started_at, c.finished_at, c.winner_rule, c.winner, c.winner_at
FROM campaigns c JOIN outbox_queues q ON q.id = c.id JOIN campaign_audiences a ON a.campaign_id = c.id
