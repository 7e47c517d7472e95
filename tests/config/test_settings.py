"""The environment, read: aliases, contradictions, and what a mistake is called."""

from pathlib import Path

import pytest

from config.settings import VARIABLES, Settings, load_settings
from domain.errors import ConfigurationError


def test_nothing_set_means_the_offline_provider_on_loopback() -> None:
    settings = load_settings({})

    assert (settings.provider, settings.host, settings.api_base_url) == (
        "offline",
        "127.0.0.1",
        "http://127.0.0.1:8001",
    )


def test_an_older_name_of_a_variable_still_works() -> None:
    settings = load_settings({"GRADIENT_API_KEY": "k"})

    assert settings.llm_api_key is not None
    assert settings.llm_api_key.get_secret_value() == "k"
    assert settings.provider == "openai-compatible"


def test_two_names_with_different_values_are_an_error_that_names_both() -> None:
    with pytest.raises(ConfigurationError, match="LLM_API_KEY and GRADIENT_API_KEY"):
        load_settings({"LLM_API_KEY": "a", "GRADIENT_API_KEY": "b"})


def test_a_value_that_does_not_fit_is_an_error_that_names_the_variable() -> None:
    with pytest.raises(ConfigurationError, match="DEVTOOLS_API_PORT"):
        load_settings({"DEVTOOLS_API_PORT": "eighty"})


def test_an_empty_variable_counts_as_unset_and_secrets_do_not_show() -> None:
    settings = load_settings({"DATABASE_URL": "", "LLM_API_KEY": "very-secret"})

    assert settings.database_url is None
    assert "very-secret" not in repr(settings)


def test_every_setting_has_a_variable_and_the_template_names_it() -> None:
    internal = {"embedded"}  # set by the supervisor for its children
    template = (Path(__file__).parents[2] / "config/env/.env.template").read_text(encoding="utf-8")

    assert VARIABLES.keys() == Settings.model_fields.keys()
    missing = [
        names[0] for name, names in VARIABLES.items() if name not in internal and names[0] not in template
    ]
    assert not missing
