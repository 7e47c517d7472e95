-- What statistics and scrapes read of a request, without its wide columns.

CREATE INDEX approval_requests_figures ON approval_requests (opened_at)
    INCLUDE (request_id, level, status, decided_at);
