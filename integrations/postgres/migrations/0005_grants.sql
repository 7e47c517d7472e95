-- What people do beside deciding requests: halt all dispatch, grant tool calls in advance, review a break-glass
-- start. Each row is kept for good; it ends once, and is otherwise never changed.

-- the first argument names a column that is null until the row has ended; all arguments are set together
CREATE FUNCTION ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL OR to_jsonb(NEW) - TG_ARGV <> to_jsonb(OLD) - TG_ARGV THEN
        RAISE EXCEPTION 'a row of % ends once and is otherwise never changed', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE halts (
    halt_id     uuid PRIMARY KEY,
    person      text NOT NULL,
    reason      text NOT NULL,
    since       timestamptz NOT NULL DEFAULT clock_timestamp(),
    lifted_at   timestamptz,
    lifted_by   text,
    lift_reason text,
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
);
CREATE UNIQUE INDEX halts_one_in_force ON halts ((true)) WHERE lifted_at IS NULL;
CREATE INDEX halts_newest ON halts (since DESC);
CREATE TRIGGER halts_end_once BEFORE UPDATE ON halts
    FOR EACH ROW EXECUTE FUNCTION ends_once('lifted_at', 'lifted_by', 'lift_reason');
CREATE TRIGGER halts_are_kept BEFORE DELETE OR TRUNCATE ON halts
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE grants (
    grant_id      uuid PRIMARY KEY,
    person        text NOT NULL,
    role          text NOT NULL,
    scope         jsonb NOT NULL, -- {tool, agent, environment, operation}, patterns
    reason        text,
    added_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz,
    revoked_by    text,
    revoke_reason text,
    CHECK (expires_at > added_at),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX grants_not_revoked ON grants (expires_at) WHERE revoked_at IS NULL;
CREATE INDEX grants_newest ON grants (added_at DESC);
CREATE TRIGGER grants_end_once BEFORE UPDATE ON grants
    FOR EACH ROW EXECUTE FUNCTION ends_once('revoked_at', 'revoked_by', 'revoke_reason');
CREATE TRIGGER grants_are_kept BEFORE DELETE OR TRUNCATE ON grants
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- one for each call that a grant cleared; a call that has changed since is another
CREATE TABLE grant_uses (
    grant_id uuid NOT NULL REFERENCES grants,
    call_id  uuid NOT NULL,
    digest   text NOT NULL,
    level    text NOT NULL,
    task_id  text NOT NULL,
    tool     text NOT NULL,
    used_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (grant_id, call_id, digest, level)
);
CREATE TRIGGER grant_uses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON grant_uses
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE reviews (
    request_id uuid PRIMARY KEY REFERENCES approval_requests,
    person     text NOT NULL, -- who broke the glass
    reason     text NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at     timestamptz NOT NULL,
    closed_at  timestamptz,
    closed_by  text,
    finding    text,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (finding IS NULL))
);
CREATE INDEX reviews_open ON reviews (due_at) WHERE closed_at IS NULL;
CREATE TRIGGER reviews_end_once BEFORE UPDATE ON reviews
    FOR EACH ROW EXECUTE FUNCTION ends_once('closed_at', 'closed_by', 'finding');
CREATE TRIGGER reviews_are_kept BEFORE DELETE OR TRUNCATE ON reviews
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- in replica mode too
ALTER TABLE halts ENABLE ALWAYS TRIGGER halts_end_once, ENABLE ALWAYS TRIGGER halts_are_kept;
ALTER TABLE grants ENABLE ALWAYS TRIGGER grants_end_once, ENABLE ALWAYS TRIGGER grants_are_kept;
ALTER TABLE grant_uses ENABLE ALWAYS TRIGGER grant_uses_append_only;
ALTER TABLE reviews ENABLE ALWAYS TRIGGER reviews_end_once, ENABLE ALWAYS TRIGGER reviews_are_kept;
