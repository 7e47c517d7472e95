-- Endpoints of models: what each worker sees of them, and how often the models of an agent were asked.

ALTER TABLE agents ADD COLUMN circuits jsonb NOT NULL DEFAULT '[]'; -- of the worker, the same in each of its rows

CREATE TABLE model_requests ( -- of the last minute, and only of agents with requests_per_minute
    agent text NOT NULL,
    at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX model_requests_agent ON model_requests (agent, at);
