-- models.yaml under running workers: which version a call was made under, and which each worker has in force.

ALTER TABLE token_usage ADD COLUMN config_version text NOT NULL DEFAULT '';

ALTER TABLE agents
    ADD COLUMN models_version text NOT NULL DEFAULT '',
    ADD COLUMN environment text, -- NODE_ENV, where it is set
    ADD COLUMN models_fault text; -- why the newest edit is not in force
