-- Who may change which service in which environment: first come, first served. A row goes with its
-- orchestration's end, in the transaction of the outcome.

CREATE TABLE target_turns (
    task_id     text PRIMARY KEY REFERENCES orchestrations,
    workflow_id text NOT NULL,
    service     text NOT NULL,
    environment text NOT NULL,
    place       bigint GENERATED ALWAYS AS IDENTITY,
    asked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    held_since  timestamptz
);
CREATE INDEX target_turns_in_line ON target_turns (service, environment, place);
CREATE UNIQUE INDEX target_turns_one_holds ON target_turns (service, environment) WHERE held_since IS NOT NULL;

-- Who is told of events by HTTP. Where an address is a secret, or to sign with, only the variable's name stands here.
CREATE TABLE webhooks (
    webhook_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name       text NOT NULL,
    url        text,
    url_env    text,
    secret_env text,
    kinds      text[] NOT NULL DEFAULT '{}', -- none: all
    added_by   text NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    removed_at timestamptz,
    CHECK ((url IS NULL) <> (url_env IS NULL)),
    CHECK (url IS NULL OR secret_env IS NOT NULL)
);
CREATE UNIQUE INDEX webhooks_names ON webhooks (name) WHERE removed_at IS NULL;

-- Made in the transaction of the event: ids commit out of order, so that a cursor over them could pass one by.
CREATE TABLE webhook_deliveries (
    delivery_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_id  uuid NOT NULL REFERENCES webhooks,
    event_id    bigint NOT NULL REFERENCES events,
    status      text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'obsolete', 'dead')),
    round       integer NOT NULL DEFAULT 1, -- how often it was begun: a retry after it was given up is another
    started_at  timestamptz, -- when a workflow took it
    attempts    integer NOT NULL DEFAULT 0,
    error       text, -- of the last attempt
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at    timestamptz,
    UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_deliveries_new ON webhook_deliveries (created_at)
    WHERE status = 'waiting' AND started_at IS NULL;
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (created_at DESC);

CREATE FUNCTION queue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO webhook_deliveries (webhook_id, event_id)
        SELECT webhook_id, NEW.id FROM webhooks
        WHERE removed_at IS NULL
            AND (kinds = '{}' OR NEW.kind = ANY (kinds) OR split_part(NEW.kind, '.', 1) || '.*' = ANY (kinds));
    RETURN NULL;
END $$;
CREATE TRIGGER queue_webhooks AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION queue_webhooks();
