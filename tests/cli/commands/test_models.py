"""Models shown, checked and compared from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.commands.conftest import CommandLine
from tests.support.installation import make_config

FILE = """\
agents:
  orchestrator:
    model: llama3.3-70b-instruct
    cost_per_1m_tokens: 0.60
    fallbacks: [{model: llama3-8b-instruct, cost_per_1m_tokens: 0.20}]
    budget: {per_day: {usd: 1}}
environments:
  development:
    orchestrator: {model: llama3-8b-instruct, cost_per_1m_tokens: 0.20}
"""


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def models(tmp_path: Path, shell: CommandLine) -> Path:
    config = make_config(tmp_path / "config")
    path = config / "agents/models.yaml"
    save(path, FILE)
    shell.environment = {
        name: value
        for name, value in shell.environment.items()
        if not name.startswith(("LLM_", "GRADIENT_", "OPENAI_")) and name != "NODE_ENV"
    }
    shell.environment |= {
        "DEVTOOLS_CONFIG_DIR": str(config),
        "LLM_BASE_URL": "http://127.0.0.1:9/v1",
        "LLM_MODEL": "m",
    }
    return path


async def test_show_is_of_the_environment_that_is_in_force_or_asked_for(
    shell: CommandLine, models: Path
) -> None:
    ran = await shell.devtools("models", "show")
    assert ran.code == 0, ran.err
    row = next(line for line in ran.out.splitlines() if line.startswith("orchestrator"))
    assert row.split() == [
        "orchestrator",
        "openai-compatible/llama3.3-70b-instruct",
        "0.6",
        "/",
        "0.6",
        "openai-compatible/llama3-8b-instruct",
    ]
    assert "budget of orchestrator: $1.00 a day" in ran.out
    told = json.loads((await shell.devtools("models", "show", "--json", NODE_ENV="development")).out)
    asked = json.loads((await shell.devtools("models", "show", "--env", "development", "--json")).out)
    assert told == asked
    assert told["environment"] == "development"
    assert told["agents"]["orchestrator"]["label"] == "openai-compatible/llama3-8b-instruct"
    assert told["agents"]["orchestrator"]["input_cost"] == 0.2
    assert told["agents"]["cicd"]["label"] == "openai-compatible/m"


async def test_check_names_the_line_and_exits_with_2(shell: CommandLine, models: Path) -> None:
    save(models, FILE.replace("llama3-8b-instruct, cost_per_1m_tokens: 0.20}]", "llama3-8b-instruct}]"))
    good = await shell.devtools("models", "check", "--json")
    found = json.loads(good.out)
    assert (good.code, found["ok"], found["environments"]) == (0, True, ["development", "production"])
    assert len(found["warnings"]) == 2, "of the defaults, and of development"
    without_keys = await shell.devtools("models", "check", LLM_BASE_URL="", LLM_MODEL="")
    assert (without_keys.code, "set LLM_BASE_URL" in without_keys.out) == (0, True)
    save(models, FILE.replace("0.60", "cheap"))
    bad = await shell.devtools("models", "check")
    assert (bad.code, bad.out) == (2, "")
    assert f"{models}:4: agents.orchestrator.cost_per_1m_tokens: " in bad.err
    save(models, FILE)
    unknown = await shell.devtools("models", "check", NODE_ENV="prod")
    assert unknown.code == 2
    assert f"{models}:7: environments: there is no environment 'prod'" in unknown.err
    assert "there are development, production" in unknown.err


async def test_diff_shows_what_an_environment_changes(shell: CommandLine, models: Path) -> None:
    ran = await shell.devtools("models", "diff", "--env", "development")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "defaults -> development: 3 changes"
    assert "  orchestrator.model: llama3.3-70b-instruct -> llama3-8b-instruct" in ran.out.splitlines()
    back = await shell.devtools("models", "diff", "--env", "production", "--json", NODE_ENV="development")
    found = json.loads(back.out)
    assert (found["from"], found["to"]) == ("development", "production")
    assert {
        "agent": "orchestrator",
        "field": "input_cost",
        "before": 0.2,
        "after": 0.6,
    } in found["changes"]
    assert (await shell.devtools("models", "diff", "--env", "moon")).code == 2


async def test_an_endpoint_is_shown_by_address_and_variable_never_by_its_key(
    shell: CommandLine, models: Path
) -> None:
    other = "{model: x, provider: openai-compatible, base_url: 'https://o/v1', api_key_env: OTHER_KEY}"
    save(models, f"agents: {{cicd: {{model: m, fallbacks: [{other}]}}}}\n")
    ran = await shell.devtools("models", "show", "--json", OTHER_KEY="very-secret")
    (fallback,) = json.loads(ran.out)["agents"]["cicd"]["fallbacks"]
    assert (fallback["base_url"], fallback["api_key_env"]) == ("https://o/v1", "OTHER_KEY")
    table = await shell.devtools("models", "show", OTHER_KEY="very-secret", COLUMNS="200")
    assert "openai-compatible/x at https://o/v1 by OTHER_KEY" in table.out
    assert "very-secret" not in ran.out + table.out
    unset = await shell.devtools("models", "check")
    assert unset.code == 0
    assert "cicd.fallbacks.0.provider: not from here: the variable of its key, OTHER_KEY" in unset.out
    save(models, "agents:\n  cicd: {provider: anthropic, api_key: sk-very-secret}\n")
    refused = await shell.devtools("models", "check")
    assert (refused.code, "a key never stands in this file" in refused.err) == (2, True)
    assert "very-secret" not in refused.err
