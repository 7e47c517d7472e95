-- The triggers that keep what is only ever added to also hold where a session asks for replica mode, in which
-- ordinary triggers are silent. Who may do what at all is granted after each run of migrations, in privileges.py.

ALTER TABLE approval_ledger ENABLE ALWAYS TRIGGER approval_ledger_append_only;
ALTER TABLE approval_deadlines ENABLE ALWAYS TRIGGER approval_deadlines_append_only;

CREATE TRIGGER decision_inbox_is_kept BEFORE DELETE OR TRUNCATE ON decision_inbox
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
ALTER TABLE decision_inbox ENABLE ALWAYS TRIGGER decision_inbox_is_kept;
