-- What the keeper of sessions must remember across restarts and changes of hands, so that a crash is no reason to try faster.
ALTER TABLE sessions
    -- It is to be connected, and connected again when it is lost. A logout, a ban or a QR that nobody scanned ends that; a person begins it again.
    ADD COLUMN trying boolean NOT NULL DEFAULT false,
    -- Not started before then; grows with the failures.
    ADD COLUMN start_at timestamptz,
    -- Since when a person is expected to scan a QR or type a code.
    ADD COLUMN waiting_since timestamptz,
    -- It was connected once and was not logged out since, so it connects without a QR.
    ADD COLUMN has_login boolean NOT NULL DEFAULT false,
    -- A person asked for it, and the node that holds the sender has not done it yet.
    ADD COLUMN code_asked boolean NOT NULL DEFAULT false,
    ADD COLUMN logout_asked boolean NOT NULL DEFAULT false;
