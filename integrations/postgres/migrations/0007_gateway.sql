-- The tool gateway: what servers say of their tools, and which tickets were used.

-- a tool is held back while what is offered is not what was accepted
CREATE TABLE tool_listings (
    server          text NOT NULL,
    tool            text NOT NULL,
    accepted        jsonb NOT NULL, -- {tool, title, description, input_schema, annotations}, verbatim
    accepted_digest text NOT NULL,
    accepted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    accepted_by     text, -- null: taken as it was, when it was listed for the first time
    offered         jsonb,
    offered_digest  text,
    offered_at      timestamptz,
    listed          boolean NOT NULL DEFAULT true, -- the server listed it last time
    PRIMARY KEY (server, tool),
    CHECK ((offered IS NULL) = (offered_digest IS NULL) AND (offered IS NULL) = (offered_at IS NULL))
);

CREATE TABLE tool_tickets (
    ticket_id  uuid PRIMARY KEY,
    call_id    text NOT NULL,
    task_id    text NOT NULL,
    tool       text NOT NULL,
    used_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX tool_tickets_by_end ON tool_tickets (expires_at);
