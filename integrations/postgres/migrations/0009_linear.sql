-- Linear: issues that mirror approval requests and tasks, and every webhook whose signature was right.

CREATE TABLE linear_mirrors (
    mirror_id      text PRIMARY KEY, -- the request's id, or the task's for one that came from Linear
    task_id        text NOT NULL REFERENCES orchestrations,
    request_id     uuid UNIQUE REFERENCES approval_requests,
    issue_id       uuid NOT NULL,
    asking_comment uuid UNIQUE,
    identifier     text NOT NULL DEFAULT '',
    url            text NOT NULL DEFAULT '',
    cursor         bigint NOT NULL DEFAULT 0, -- the last event that the issue shows
    fault          text, -- why it shows nothing any more
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at       timestamptz
);
CREATE UNIQUE INDEX linear_mirrors_by_issue ON linear_mirrors (issue_id) WHERE request_id IS NOT NULL;
CREATE INDEX linear_mirrors_live ON linear_mirrors (mirror_id) WHERE fault IS NULL AND ended_at IS NULL;
CREATE INDEX linear_mirrors_ended ON linear_mirrors (ended_at) WHERE fault IS NULL;
CREATE INDEX events_in_linear ON events (task_id, id)
    WHERE kind LIKE 'approval.%' OR kind IN ('orchestration.assessed', 'orchestration.finished');

CREATE TABLE webhook_inbox (
    delivery_id text PRIMARY KEY,
    kind        text NOT NULL,
    body        bytea NOT NULL,
    status      text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'ignored', 'parked')),
    attempts    integer NOT NULL DEFAULT 0,
    note        text,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_try_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at    timestamptz
);
CREATE INDEX webhook_inbox_due ON webhook_inbox (next_try_at) WHERE status = 'waiting';
CREATE INDEX webhook_inbox_newest ON webhook_inbox (received_at DESC);
CREATE INDEX webhook_inbox_parked ON webhook_inbox (received_at) WHERE status = 'parked';
CREATE INDEX webhook_inbox_old ON webhook_inbox (ended_at) WHERE status IN ('done', 'ignored');

-- When the channel itself says it was said; never later than now, and from Linear only.
ALTER TABLE decision_inbox ADD COLUMN said_at timestamptz CHECK (said_at IS NULL OR channel = 'linear');

-- as before; a decision that Linear took while we did not listen is as old as Linear says
CREATE OR REPLACE FUNCTION decision_inbox_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'decision_inbox is append-only';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.received_at := least(clock_timestamp(), NEW.said_at);
        RETURN NEW;
    END IF;
    IF (NEW.receipt_id, NEW.request_id, NEW.workflow_id, NEW.decision, NEW.actor, NEW.channel, NEW.digest, NEW.reason,
        NEW.edited_arguments, NEW.confirmed, NEW.evidence_sha256, NEW.received_at, NEW.said_at)
       IS DISTINCT FROM
       (OLD.receipt_id, OLD.request_id, OLD.workflow_id, OLD.decision, OLD.actor, OLD.channel, OLD.digest, OLD.reason,
        OLD.edited_arguments, OLD.confirmed, OLD.evidence_sha256, OLD.received_at, OLD.said_at)
       OR (OLD.signature IS NOT NULL AND (NEW.kid, NEW.signature) IS DISTINCT FROM (OLD.kid, OLD.signature))
       OR (OLD.judged_at IS NOT NULL AND (NEW.judged_at, NEW.verdict) IS DISTINCT FROM (OLD.judged_at, OLD.verdict))
    THEN
        RAISE EXCEPTION 'a receipt cannot be changed';
    END IF;
    RETURN NEW;
END $$;
