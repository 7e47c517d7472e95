-- The whole gate: terms of a request, who has approved so far, questions, delegates, edits, the broken glass.

ALTER TABLE approval_requests
    ADD COLUMN terms       jsonb   NOT NULL DEFAULT '{}',
    ADD COLUMN approved_by text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN question    text,
    ADD COLUMN asked_at    timestamptz, -- when the open question was put
    ADD COLUMN answers     jsonb   NOT NULL DEFAULT '[]',
    ADD COLUMN emergency   boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT approval_requests_kind_check,
    ADD CONSTRAINT approval_requests_kind_check CHECK (kind IN ('plan', 'tool_call', 'rollback'));

ALTER TABLE decision_inbox
    ADD COLUMN confirmed text[] NOT NULL DEFAULT '{}',
    DROP CONSTRAINT decision_inbox_decision_check,
    ADD CONSTRAINT decision_inbox_decision_check
        CHECK (decision IN ('approved', 'denied', 'more_info', 'break_glass'));

-- as before, and over what was added to a receipt
CREATE OR REPLACE FUNCTION decision_inbox_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'decision_inbox is append-only';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.received_at := clock_timestamp();
        RETURN NEW;
    END IF;
    IF (NEW.receipt_id, NEW.request_id, NEW.workflow_id, NEW.decision, NEW.actor, NEW.channel, NEW.digest, NEW.reason,
        NEW.edited_arguments, NEW.confirmed, NEW.evidence_sha256, NEW.received_at)
       IS DISTINCT FROM
       (OLD.receipt_id, OLD.request_id, OLD.workflow_id, OLD.decision, OLD.actor, OLD.channel, OLD.digest, OLD.reason,
        OLD.edited_arguments, OLD.confirmed, OLD.evidence_sha256, OLD.received_at)
       OR (OLD.signature IS NOT NULL AND (NEW.kid, NEW.signature) IS DISTINCT FROM (OLD.kid, OLD.signature))
       OR (OLD.judged_at IS NOT NULL AND (NEW.judged_at, NEW.verdict) IS DISTINCT FROM (OLD.judged_at, OLD.verdict))
    THEN
        RAISE EXCEPTION 'a receipt cannot be changed';
    END IF;
    RETURN NEW;
END $$;
