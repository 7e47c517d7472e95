-- Traces: how far each place that shows them was told, and where the trace of an orchestration is shown.

CREATE TABLE trace_exports (
    name       text PRIMARY KEY, -- langsmith, otlp
    target     text NOT NULL,
    began      bigint NOT NULL, -- the last event that is not told
    cursor     bigint NOT NULL, -- the last event whose spans were taken
    fault      text, -- why it does not move
    holder     text, -- the worker that tells
    held_until timestamptz NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE orchestrations ADD COLUMN trace_url text;
