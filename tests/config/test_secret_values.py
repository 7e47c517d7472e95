"""Which values a process takes for its own secrets."""

from pydantic import SecretStr

from config.secret_values import secret_values
from config.settings import Settings


def test_settings_variables_by_name_and_passwords_in_addresses() -> None:
    settings = Settings(
        database_url=SecretStr("postgresql://app:p%40ss@db/app"), llm_api_key=SecretStr("llm-key-1")
    )
    environ = {
        "SMTP_PASSWORD": "smtp-1",
        "LINEAR_WEBHOOK_SIGNING_SECRET_PREVIOUS": "older-1",
        "TEAM_MODELS_KEY": "team-1",
        "AMQP": "amqp://user:queue-1@host",
        "DEVTOOLS_TOKENS_FILE": "/etc/tokens",
        "MAX_TOKENS": "4096",
        "GITHUB_TOKEN": " ",
        "PATH": "/usr/bin",
    }

    assert secret_values(settings, environ) == {
        "postgresql://app:p%40ss@db/app",
        "p%40ss",
        "p@ss",
        "llm-key-1",
        "smtp-1",
        "older-1",
        "team-1",
        "queue-1",
    }
