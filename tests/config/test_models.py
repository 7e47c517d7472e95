"""models.yaml: what wins, what is refused with its line, what an edit under a running process does."""

import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.agent_profiles import load_agents
from config.model_endpoints import Endpoints
from config.models import FileModels, ModelRules
from config.settings import CONFIG_DIR, Settings
from domain.errors import ConfigurationError
from domain.model_choice import AgentModel, ModelConfig, model_changes

AGENTS = ("supervisor", "cicd")
SHIPPED = load_agents(CONFIG_DIR).names
GUIDE = """\
agents:
  orchestrator:
    model: llama3.3-70b-instruct  # Default (production)
    cost_per_1m_tokens: 0.60

environments:
  development:
    orchestrator:
      model: llama3-8b-instruct  # Override for dev
      cost_per_1m_tokens: 0.20
  staging:
    orchestrator:
      model: llama3.1-8b-instruct  # Override for staging
      cost_per_1m_tokens: 0.20
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A provider is configured."""
    (tmp_path / "agents").mkdir()
    return Settings(
        config_dir=tmp_path, llm_base_url="http://127.0.0.1:9/v1", llm_api_key=SecretStr("k"), llm_model="m"
    )


def write(settings: Settings, text: str) -> Path:
    path = settings.config_dir / "agents/models.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(settings: Settings, text: str, environment: str | None = None) -> ModelConfig:
    write(settings, text)
    return ModelRules(settings, AGENTS).config(environment)


def of(config: ModelConfig, agent: str = "orchestrator") -> AgentModel:
    return config.of(agent)


def test_the_shipped_file_is_offline_where_nothing_is_configured() -> None:
    shipped = Settings(config_dir=CONFIG_DIR)
    for environment in (None, "development", "staging", "production"):
        config = FileModels(shipped.model_copy(update={"node_env": environment}), SHIPPED).get()
        assert {agent.choice.label for agent in config.agents.values()} == {"offline/rules"}
        assert config.warnings == ()


def test_the_shipped_file_leaves_the_model_to_the_variables(settings: Settings) -> None:
    shipped = settings.model_copy(update={"config_dir": CONFIG_DIR})
    choice = FileModels(shipped, SHIPPED).get().of("documentation").choice
    assert (choice.label, choice.temperature, choice.max_tokens) == ("openai-compatible/m", None, None)
    off = shipped.model_copy(update={"llm_provider": "offline"})
    assert FileModels(off, SHIPPED).get().of("cicd").choice.label == "offline/rules"


@pytest.mark.parametrize(
    ("environment", "model", "cost"),
    [
        (None, "llama3.3-70b-instruct", 0.6),
        ("production", "llama3.3-70b-instruct", 0.6),
        ("development", "llama3-8b-instruct", 0.2),
        ("staging", "llama3.1-8b-instruct", 0.2),
    ],
)
def test_the_guide_s_file(settings: Settings, environment: str | None, model: str, cost: float) -> None:
    config = read(settings, GUIDE, environment)
    choice = of(config).choice
    assert (choice.model, choice.input_cost, choice.output_cost) == (model, cost, cost)
    assert of(config, "cicd").choice.label == "openai-compatible/m"


def test_a_key_is_not_taken_along_to_another_address(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = """\
agents:
  cicd: {model: a, provider: openai-compatible, base_url: "https://one/v1", api_key_env: ONE_KEY}
environments:
  moved: {cicd: {base_url: "https://two/v1"}}
  other: {cicd: {provider: anthropic, model: claude}}
  keyed: {cicd: {api_key_env: NEXT_KEY}}
"""
    for name in ("ONE_KEY", "NEXT_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, f"value of {name}")
    found = {}
    for environment in (None, "moved", "other", "keyed"):
        choice = of(read(settings, text, environment), "cicd").choice
        endpoint = Endpoints(settings).of(choice)
        found[environment] = (endpoint.base_url, endpoint.api_key and endpoint.api_key.get_secret_value())
    assert found == {
        None: ("https://one/v1", "value of ONE_KEY"),
        "moved": ("https://two/v1", None),
        "other": ("https://api.anthropic.com", "value of ANTHROPIC_API_KEY"),
        "keyed": ("https://one/v1", "value of NEXT_KEY"),
    }


def test_an_unknown_environment_names_the_file_and_the_known_ones(settings: Settings) -> None:
    path = write(settings, GUIDE)
    told = settings.model_copy(update={"node_env": "prod"})
    with pytest.raises(ConfigurationError) as caught:
        FileModels(told, AGENTS)
    assert str(caught.value).startswith(f"{path}:6: environments: ")
    assert "'prod' (NODE_ENV); there are development, production, staging" in str(caught.value)


def test_an_override_is_partial_and_its_price_replaces_all_prices(settings: Settings) -> None:
    text = """\
agents:
  cicd: {model: a, temperature: 0.5, max_tokens: 9, input_cost_per_1m_tokens: 1, output_cost_per_1m_tokens: 2,
         cost_per_1m_tokens: 3, use_case: CI, tags: [x], fallbacks: [{model: f, cost_per_1m_tokens: 0}]}
environments:
  development: {cicd: {model: b, cost_per_1m_tokens: 4}}
  staging: {cicd: {output_cost_per_1m_tokens: 5, fallbacks: []}}
"""
    base, development, staging = (
        of(read(settings, text, environment), "cicd") for environment in (None, "development", "staging")
    )
    assert (base.choice.input_cost, base.choice.output_cost) == (1, 2)
    assert (base.use_case, base.tags, len(base.fallbacks)) == ("CI", ("x",), 1)
    assert (development.choice.model, development.choice.temperature) == ("b", 0.5)
    assert (development.choice.input_cost, development.choice.output_cost) == (4, 4)
    assert (staging.choice.input_cost, staging.choice.output_cost, staging.fallbacks) == (0, 5, ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", r":1: agents: Field required"),
        ("agents:\n", r":1: agents: .*is empty"),
        ("agents: [\n", r":2: not valid YAML"),
        ("agents: {}\nagents: {}\n", r":2: agents stands here twice"),
        ("agents:\n  cicd:\n    modle: x\n", r":3: agents.cicd.modle: Extra inputs"),
        ("agents:\n  cicd:\n    model:\n", r":3: agents.cicd.model: .*is empty"),
        ("agents:\n  cicd:\n    model: yes\n", r":3: agents.cicd.model: Input should be a valid string"),
        ("agents:\n  cicd:\n    model: a b\n", r":3: agents.cicd.model: String should match"),
        ("agents:\n  cicd:\n    provider: magic\n", r":3: agents.cicd.provider: .*'offline', 'openai-com"),
        (
            "agents:\n  cicd:\n    temperature: 2.5\n",
            r":3: agents.cicd.temperature: .*less than or equal to 2",
        ),
        ("agents:\n  cicd:\n    max_tokens: 0\n", r":3: agents.cicd.max_tokens: "),
        ("agents:\n  cicd:\n    cost_per_1m_tokens: -1\n", r":3: agents.cicd.cost_per_1m_tokens: "),
        ("agents:\n  cicd:\n    cost_per_1m_tokens: .nan\n", r":3: agents.cicd.cost_per_1m_tokens: "),
        ("agents:\n  cicd:\n    cost_per_1m_tokens: '0.6'\n", r":3: agents.cicd.cost_per_1m_tokens: "),
        ("agents:\n  cicd:\n    requests_per_minute: 0\n", r":3: agents.cicd.requests_per_minute: "),
        ("agents:\n  cicd:\n    budget: {per_year: {usd: 1}}\n", r":3: agents.cicd.budget.per_year: Extra"),
        (
            "agents:\n  cicd:\n    budget: {per_day: {}}\n",
            r":3: agents.cicd.budget.per_day: .*neither tokens",
        ),
        ("agents: {}\nbudget:\n  per_day: {usd: 0}\n", r":3: budget.per_day.usd: .*greater than 0"),
        ("agents: {}\nbudget:\n  per_week: {usd: 1}\n", r":3: budget.per_week: Extra"),
        (
            "agents: {}\nenvironments:\n  dev:\n    budget: {per_day: {tokens: 1.5}}\n",
            r":4: environments.dev.budget.per_day.tokens: ",
        ),
        ("agents:\n  cicd:\n    tags: ops\n", r":3: agents.cicd.tags: Input should be a valid list"),
        ("agents:\n  cicd:\n    fallbacks:\n      - provider: openai-compatible\n", r":4: .*names no model"),
        ("agents:\n  cicd:\n    fallbacks: [{model: a, fallbacks: []}]\n", r":3: .*fallbacks: Extra"),
        ("agents:\n  cicd:\n    api_key: sk-very-secret\n", r":3: agents.cicd.api_key: .*a key never stands"),
        (
            "agents:\n  cicd:\n    provider: anthropic\n    api_key_env: sk-very-secret\n",
            r":4: agents.cicd.api_key_env: .*a key never stands",
        ),
        (
            "agents:\n  cicd:\n    provider: anthropic\n    api_key_env: AKIAVERYSECRET7\n",
            r":4: agents.cicd.api_key_env: .*a key never stands",
        ),
        (
            "agents:\n  cicd:\n    provider: anthropic\n    base_url: https://u:very-secret@host/v1\n",
            r":4: agents.cicd.base_url: .*no user, no key",
        ),
        (
            "agents:\n  cicd:\n    provider: anthropic\n    base_url: https://host/v1?key=very-secret\n",
            r":4: agents.cicd.base_url: .*no user, no key",
        ),
        (
            "agents:\n  cicd:\n    base_url: https://host/v1\n",
            r":3: agents.cicd.base_url: say `provider` too",
        ),
        (
            "agents:\n  cicd:\n    provider: anthropic\n    api_key_env: DATABASE_URL\n",
            r":4: agents.cicd.api_key_env: .*is a variable of something else",
        ),
        (
            "agents:\n  cicd:\n    provider: offline\n    api_key_env: OTHER_KEY\n",
            r":4: agents.cicd.api_key_env: say `provider` too",
        ),
        (
            (
                "agents:\n  cicd:\n    model: a\n    fallbacks:\n      - model: b\n"
                "        provider: openai-compatible\n        api_key_env: UNSET_FOR_TESTS_KEY\n"
            ),
            r":6: agents.cicd.fallbacks.0.provider: the variable of its key, UNSET_FOR_TESTS_KEY, is not set",
        ),
        ("agents:\n  janitor: {}\n", r":2: agents.janitor: no such agent; there are orchestrator, superv"),
        ("agents: {}\nenvironments:\n  dev:\n    janitor: {}\n", r":4: environments.dev.janitor: no such"),
        ("agents: {}\nenvironments:\n  Dev: {}\n", r":3: environments.Dev"),
        (
            "agents:\n  cicd: {context_window: 9}\nenvironments:\n  dev:\n    cicd:\n      max_tokens: 9\n",
            r":6: environments.dev.cicd.max_tokens: an answer of 9 tokens leaves no room",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(settings: Settings, text: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=f"models.yaml{fault}") as caught:
        read(settings, text)
    assert "secret" not in str(caught.value).casefold()


def test_a_missing_file_is_named(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match=r"models.yaml: no such file"):
        ModelRules(settings, AGENTS)


def test_a_named_model_goes_to_no_endpoint_that_nobody_chose(settings: Settings) -> None:
    nowhere = Settings(config_dir=settings.config_dir)
    with pytest.raises(ConfigurationError, match=r"models.yaml:3: agents.orchestrator.model: .*LLM_BASE_URL"):
        read(nowhere, GUIDE)
    rules = ModelRules(nowhere, AGENTS, here=False)
    assert any("LLM_BASE_URL" in warning for warning in rules.config(None).warnings)
    off = nowhere.model_copy(update={"llm_provider": "offline"})
    config = read(off, GUIDE)
    assert of(config).choice.label == "offline/rules"
    assert "llama3.3-70b-instruct is not used: the provider is offline" in config.warnings[0]


def test_a_provider_without_a_model_asks_for_one(settings: Settings) -> None:
    nameless = settings.model_copy(update={"llm_model": None})
    with pytest.raises(ConfigurationError, match=r"LLM_MODEL is not set, .* agents.supervisor"):
        read(nameless, GUIDE)


@pytest.mark.parametrize(
    ("entry", "warning"),
    [
        (
            (
                "{provider: anthropic, model: m, cost_per_1m_tokens: 1, base_url: http://llm.example.org, "
                "api_key_env: LLM_OTHER_KEY}"
            ),
            "base_url: http://llm.example.org is not encrypted: the key of LLM_OTHER_KEY goes there in clear",
        ),
        ("model: free", "model: free has no price"),
        ("fallbacks: [{model: free}]", "fallbacks.0.model: free has no price"),
    ],
)
def test_what_has_no_effect_is_said(
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    entry: str,
    warning: str,
) -> None:
    monkeypatch.setenv("LLM_OTHER_KEY", "k")
    path = write(settings, f"agents:\n  cicd:\n    {entry}\n")
    with caplog.at_level(logging.WARNING):
        FileModels(settings, AGENTS)
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith(f"{path}:3: agents.cicd.{warning}")


BUDGETS = """\
agents:
  orchestrator: {model: a, cost_per_1m_tokens: 1, budget: {per_orchestration: {tokens: 9}, per_day: {usd: 1}}}
  supervisor: {model: a, cost_per_1m_tokens: 1}
budget:
  per_day: {usd: 20, tokens: 1000000}
environments:
  development:
    budget: {per_orchestration: {usd: 0.5}}
    orchestrator: {budget: {per_day: {tokens: 7}}}
"""


def test_a_window_of_an_environment_s_budget_replaces_that_window(settings: Settings) -> None:
    here, there = read(settings, BUDGETS), read(settings, BUDGETS, "development")
    assert (str(here.budget), str(of(here).budget)) == (
        "1,000,000 tokens or $20.00 a day",
        "9 tokens for each orchestration, $1.00 a day",
    )
    assert str(there.budget) == "$0.50 for each orchestration, 1,000,000 tokens or $20.00 a day"
    assert str(of(there).budget) == "9 tokens for each orchestration, 7 tokens a day"
    assert {str(change) for change in model_changes(here, there)} == {
        "all agents.budget.per_orchestration: none -> $0.50",
        "orchestrator.budget.per_day: $1.00 -> 7 tokens",
    }


def test_dollars_that_no_call_costs_are_told_of(settings: Settings) -> None:
    (warning,) = read(settings, BUDGETS).warnings
    assert "models.yaml:4: budget: calls of cicd count no dollars: their models have no price" in warning


def test_costs_are_exact(settings: Settings) -> None:
    text = (
        "agents:\n"
        "  orchestrator: {model: a, cost_per_1m_tokens: 0.60}\n"
        "  cicd: {model: a, input_cost_per_1m_tokens: 0.1, output_cost_per_1m_tokens: 0.7}\n"
    )
    config = read(settings, text)
    assert of(config).choice.cost(prompt_tokens=100_000_000, completion_tokens=0) == 60.0
    assert of(config).choice.cost(prompt_tokens=11, completion_tokens=7) == 0.0000108
    assert of(config, "cicd").choice.cost(prompt_tokens=3, completion_tokens=3) == 0.0000024
    assert of(config, "supervisor").choice.cost(prompt_tokens=3, completion_tokens=3) == 0


def test_an_edit_counts_at_once_and_is_logged_with_what_changed(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(settings, GUIDE)
    models = FileModels(settings, AGENTS)
    before = models.get()
    draft = path.with_suffix(".new")
    draft.write_text(GUIDE.replace("0.60", "0.30").replace("llama3.3-70b", "llama4-70b"), encoding="utf-8")
    draft.rename(path)

    with caplog.at_level(logging.INFO):
        after = models.get()
        models.get()

    assert of(after).choice.model == "llama4-70b-instruct"
    assert len(model_changes(before, after)) == 3
    (line,) = caplog.messages
    assert before.version in line
    assert after.version in line
    assert "orchestrator.model: llama3.3-70b-instruct -> llama4-70b-instruct" in line
    assert "orchestrator.input_cost: 0.6 -> 0.3" in line


def test_a_broken_edit_changes_nothing_and_shows_until_it_is_mended(settings: Settings) -> None:
    path = write(settings, GUIDE)
    models = FileModels(settings, AGENTS)
    good = models.get()

    for broken in ("", "agents: [", GUIDE.replace("0.60", "cheap")):
        write(settings, broken)
        assert models.get() == good
        assert (models.error or "").startswith(f"{path}:")
    path.unlink()
    assert (models.get(), models.error) == (good, f"{path}: no such file")
    write(settings, GUIDE)
    assert (models.get(), models.error) == (good, None)


def test_a_comment_is_no_new_version(settings: Settings) -> None:
    assert read(settings, GUIDE) == read(settings, f"# a remark\n{GUIDE}")
