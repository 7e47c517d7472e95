-- What approvers are told outside Linear. Each event that may be told of is queued by the transaction that
-- appends it: ids commit out of order, so that a cursor over them could pass one by.

CREATE TABLE notification_queue (
    event_id bigint PRIMARY KEY REFERENCES events,
    due_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX notification_queue_due ON notification_queue (due_at);

CREATE FUNCTION queue_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO notification_queue (event_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER queue_notification AFTER INSERT ON events FOR EACH ROW
    WHEN (NEW.kind IN ('approval.opened', 'approval.reminded', 'approval.escalated', 'approval.answered',
        'approval.noted', 'approval.approved', 'approval.denied', 'approval.expired', 'approval.broken_glass'))
    EXECUTE FUNCTION queue_notification();

-- one row for each event, channel and recipient, however many workers look at the event
CREATE TABLE notification_deliveries (
    delivery_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    event_id    bigint REFERENCES events, -- null: a test message
    channel     text NOT NULL,
    recipient   text NOT NULL, -- an address, or 'webhook'
    status      text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'obsolete', 'dead')),
    attempts    integer NOT NULL DEFAULT 0,
    error       text, -- of the last attempt
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    give_up_at  timestamptz NOT NULL DEFAULT clock_timestamp() + interval '24 hours',
    ended_at    timestamptz,
    UNIQUE (event_id, channel, recipient)
);
CREATE INDEX notification_deliveries_due ON notification_deliveries (channel, due_at) WHERE status = 'waiting';
CREATE INDEX notification_deliveries_newest ON notification_deliveries (created_at DESC);
