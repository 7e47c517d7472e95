-- What an orchestration leaves behind. While a run is open its truth is Temporal's history; these rows are
-- what status, lists and auditors read, and the receipts and verdicts that a run is judged by.

CREATE TABLE orchestrations (
    task_id         text PRIMARY KEY,
    workflow_id     text NOT NULL UNIQUE,
    requester       text NOT NULL,
    body_sha256     text NOT NULL,
    description     text NOT NULL,
    priority        text NOT NULL,
    project_context jsonb NOT NULL,
    template        text,
    dry_run         boolean NOT NULL,
    status          text NOT NULL CHECK (status IN ('queued', 'assessing', 'planning', 'approval_pending', 'running',
                        'paused', 'completed', 'failed', 'denied', 'expired', 'cancelled')),
    risk            jsonb,
    plan            jsonb,
    outcome         jsonb,
    note            text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at     timestamptz
);
CREATE INDEX orchestrations_newest ON orchestrations (created_at DESC);
CREATE INDEX orchestrations_by_status ON orchestrations (status, created_at DESC);

CREATE TABLE approval_requests (
    request_id     uuid PRIMARY KEY,
    task_id        text NOT NULL REFERENCES orchestrations,
    workflow_id    text NOT NULL,
    run_id         text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('plan', 'tool_call')),
    level          text NOT NULL CHECK (level IN ('low', 'medium', 'high', 'critical')),
    roles          text[] NOT NULL CHECK (cardinality(roles) > 0),
    quorum         integer NOT NULL CHECK (quorum > 0),
    digest         text NOT NULL,
    policy_version text NOT NULL,
    subject        jsonb NOT NULL,
    status         text NOT NULL DEFAULT 'pending'
                       CHECK (status IN ('pending', 'more_info', 'approved', 'denied', 'expired', 'void')),
    opened_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at     timestamptz NOT NULL, -- of the newest deadline
    sealed_at      timestamptz,
    decided_at     timestamptz,
    decided_by     text,
    reason         text,
    linear_issue_url text
);
CREATE INDEX approval_requests_open ON approval_requests (opened_at DESC) WHERE status IN ('pending', 'more_info');
CREATE INDEX approval_requests_by_task ON approval_requests (task_id);

-- versions are only ever added
CREATE TABLE approval_deadlines (
    request_id    uuid NOT NULL REFERENCES approval_requests,
    version       integer NOT NULL,
    expires_at    timestamptz NOT NULL,
    in_force_from timestamptz NOT NULL,
    PRIMARY KEY (request_id, version)
);

-- every decision, before anyone is told of it
CREATE TABLE decision_inbox (
    receipt_id       uuid PRIMARY KEY,
    request_id       uuid NOT NULL,
    workflow_id      text NOT NULL,
    decision         text NOT NULL CHECK (decision IN ('approved', 'denied', 'more_info')),
    actor            jsonb NOT NULL,
    channel          text NOT NULL,
    digest           text NOT NULL,
    reason           text,
    edited_arguments jsonb,
    evidence_sha256  text NOT NULL,
    received_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    kid              text,
    signature        text,
    judged_at        timestamptz,
    verdict          jsonb,
    relays           integer NOT NULL DEFAULT 0,
    relay_after      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX decision_inbox_unjudged ON decision_inbox (relay_after) WHERE judged_at IS NULL;
CREATE INDEX decision_inbox_by_request ON decision_inbox (request_id);

-- a receiver sets neither the time nor, later, anything that was signed
CREATE FUNCTION decision_inbox_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'decision_inbox is append-only';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.received_at := clock_timestamp();
        RETURN NEW;
    END IF;
    IF (NEW.receipt_id, NEW.request_id, NEW.workflow_id, NEW.decision, NEW.actor, NEW.channel, NEW.digest, NEW.reason,
        NEW.edited_arguments, NEW.evidence_sha256, NEW.received_at)
       IS DISTINCT FROM
       (OLD.receipt_id, OLD.request_id, OLD.workflow_id, OLD.decision, OLD.actor, OLD.channel, OLD.digest, OLD.reason,
        OLD.edited_arguments, OLD.evidence_sha256, OLD.received_at)
       OR (OLD.signature IS NOT NULL AND (NEW.kid, NEW.signature) IS DISTINCT FROM (OLD.kid, OLD.signature))
       OR (OLD.judged_at IS NOT NULL AND (NEW.judged_at, NEW.verdict) IS DISTINCT FROM (OLD.judged_at, OLD.verdict))
    THEN
        RAISE EXCEPTION 'a receipt cannot be changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_inbox_guard BEFORE INSERT OR UPDATE OR DELETE ON decision_inbox
    FOR EACH ROW EXECUTE FUNCTION decision_inbox_guard();

CREATE TABLE approval_ledger (
    seq        bigint PRIMARY KEY,
    prev_hash  text NOT NULL UNIQUE,
    hash       text NOT NULL UNIQUE,
    request_id uuid,
    event_key  text NOT NULL,
    body       text NOT NULL, -- canonical JSON, hashed byte for byte
    UNIQUE NULLS NOT DISTINCT (request_id, event_key)
);
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER approval_ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER approval_deadlines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_deadlines
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- the event bus; a reader that was away reads on from the last id it saw
CREATE TABLE events (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id text NOT NULL,
    kind    text NOT NULL,
    key     text,
    payload jsonb NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX events_by_task ON events (task_id, id);
CREATE UNIQUE INDEX events_once ON events (task_id, key) WHERE key IS NOT NULL;
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('events', NEW.task_id);
    RETURN NULL;
END $$;
CREATE TRIGGER announce_event AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION announce_event();

CREATE TABLE transcripts (
    turn_id        uuid PRIMARY KEY,
    parent_turn_id uuid REFERENCES transcripts,
    task_id        text NOT NULL,
    step_id        text NOT NULL,
    agent          text NOT NULL,
    model          text NOT NULL,
    messages       jsonb NOT NULL,
    reply          jsonb NOT NULL,
    at             timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX transcripts_by_task ON transcripts (task_id, at);

CREATE TABLE token_usage (
    turn_id           uuid NOT NULL,
    call_id           uuid NOT NULL,
    task_id           text NOT NULL,
    agent             text NOT NULL,
    model             text NOT NULL,
    prompt_tokens     bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    cost              numeric(18, 9) NOT NULL, -- US dollars
    latency           double precision NOT NULL, -- seconds
    at                timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (turn_id, call_id)
);
CREATE INDEX token_usage_by_task ON token_usage (task_id);
CREATE INDEX token_usage_by_time ON token_usage (at);

CREATE SEQUENCE tool_call_fence;
CREATE TABLE tool_calls (
    call_id   uuid PRIMARY KEY,
    task_id   text NOT NULL,
    step_id   text NOT NULL,
    turn_id   uuid NOT NULL,
    index     integer NOT NULL,
    tool      text NOT NULL,
    arguments jsonb NOT NULL,
    digest    text,
    fence     bigint,
    state     text NOT NULL CHECK (state IN ('started', 'done', 'failed', 'outcome_unknown')),
    result    jsonb,
    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz
);
CREATE INDEX tool_calls_by_task ON tool_calls (task_id, started_at);

CREATE TABLE artifacts (
    artifact_id uuid PRIMARY KEY,
    task_id     text NOT NULL,
    sha256      text NOT NULL,
    content     bytea NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX artifacts_by_task ON artifacts (task_id);

-- what each live worker offers; a row older than its worker's beat is a worker that is gone
CREATE TABLE agents (
    worker     text NOT NULL,
    agent      text NOT NULL,
    model      text NOT NULL,
    tools      jsonb NOT NULL, -- {server: number of tools it offers now}
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (worker, agent)
);
