-- Budgets: a request for more, what it allowed, and sums of a day's calls that read no table.

ALTER TABLE approval_requests
    ADD COLUMN budget text, -- which one a request of the kind 'budget' is for, as 'day/2026-11-28'
    DROP CONSTRAINT approval_requests_kind_check,
    ADD CONSTRAINT approval_requests_kind_check CHECK (kind IN ('plan', 'tool_call', 'rollback', 'budget'));

-- people are asked once, however many runs wait
CREATE UNIQUE INDEX approval_requests_one_for_each_budget ON approval_requests (budget)
    WHERE status IN ('pending', 'more_info');

-- one for each approved request
CREATE TABLE budget_allowances (
    request_id uuid PRIMARY KEY REFERENCES approval_requests,
    budget     text NOT NULL,
    task_id    text NOT NULL,
    tokens     bigint NOT NULL CHECK (tokens >= 0),
    usd        numeric(18, 9) NOT NULL CHECK (usd >= 0),
    person     text NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX budget_allowances_by_budget ON budget_allowances (budget);
CREATE TRIGGER budget_allowances_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_allowances
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
ALTER TABLE budget_allowances ENABLE ALWAYS TRIGGER budget_allowances_append_only; -- in replica mode too

DROP INDEX token_usage_by_time;
CREATE INDEX token_usage_by_time ON token_usage (at) INCLUDE (agent, prompt_tokens, completion_tokens, cost);
