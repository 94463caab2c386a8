-- Cancelling: a person asks, the worker answers; from the point of no return on, the job ends as it must.
ALTER TABLE jobs
    ADD COLUMN cancel_asked boolean NOT NULL DEFAULT false,
    ADD COLUMN past_return boolean NOT NULL DEFAULT false;
