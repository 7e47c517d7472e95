-- What the caller of a template filled in, and approvals that a step of a plan waits for.

ALTER TABLE orchestrations ADD COLUMN inputs jsonb NOT NULL DEFAULT '{}';

-- which kinds there are is the code's to say: a list here would have to be changed with each new one
ALTER TABLE approval_requests
    DROP CONSTRAINT approval_requests_kind_check,
    ADD CONSTRAINT approval_requests_kind_check CHECK (kind ~ '^[a-z_]{1,40}$');
