"""``devtools models``: what answers for which agent, whether the file is right, what an environment has."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli.options import AsJson
from cli.render import print_json, print_rows, say
from config.settings import Settings, load_settings

if TYPE_CHECKING:
    from config.models import ModelRules
    from domain.model_choice import AgentModel, ModelChoice, ModelConfig

Environment = Annotated[
    str | None, typer.Option("--env", help="Of this environment; by default that of NODE_ENV.")
]
DEFAULTS = "defaults"
"""How no environment is called here."""


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Which model answers for which agent, and what it costs.", no_args_is_help=True)
    group.command("show")(show)
    group.command("check")(check)
    group.command("diff")(diff)
    app.add_typer(group, name="models", rich_help_panel="Policy")


def show(*, env: Environment = None, as_json: AsJson = False) -> None:
    """Show the model of each agent as models.yaml and the LLM_* variables say here. Needs no stack.

    What running workers have in force is in `GET /health`.
    """
    settings = load_settings()
    config = _rules(settings).config(env or settings.node_env)
    if as_json:
        print_json(
            {
                "version": config.version,
                "environment": config.environment,
                "agents": {name: _as_json(agent) for name, agent in config.agents.items()},
                "warnings": list(config.warnings),
            }
        )
        return
    console = Console()
    say(console, f"version {config.version}, {config.environment or DEFAULTS}")
    rows = [
        (
            name,
            _named(agent.choice),
            _prices(agent),
            ", ".join(map(_named, agent.fallbacks)) or "-",
        )
        for name, agent in config.agents.items()
    ]
    print_rows(console, rows, header=("agent", "model", "$ per 1M tokens, in / out", "then"))
    for whose, budget in (("all agents", config.budget), *config.budgets.agents.items()):
        if text := str(budget):
            say(console, f"budget of {whose}: {text}")
    _warn(console, config)


def check(*, as_json: AsJson = False) -> None:
    """Check models.yaml for every environment, and that of NODE_ENV. Needs no stack and no keys.

    Exit code 2: the file would be refused; the error names file and line.
    """
    settings = load_settings()
    rules = _rules(settings)
    rules.config(settings.node_env)
    configs = [rules.config(environment) for environment in (None, *rules.environments)]
    warnings = dict.fromkeys(warning for config in configs for warning in config.warnings)
    if as_json:
        found = {"ok": True, "version": configs[0].version, "environments": list(rules.environments)}
        print_json({**found, "warnings": list(warnings)})
        return
    console = Console()
    for warning in warnings:
        say(console, warning, style="yellow")
    known = ", ".join(rules.environments)
    say(console, f"version {configs[0].version} is fine; environments: {known}", style="green")


def diff(
    *,
    env: Annotated[str, typer.Option("--env", help="The environment to compare with.")],
    as_json: AsJson = False,
) -> None:
    """Show what is different in an environment from what is in force here: NODE_ENV, or the defaults."""
    from domain.model_choice import model_changes

    settings = load_settings()
    rules = _rules(settings)
    here, there = rules.config(settings.node_env), rules.config(env)
    changes = model_changes(here, there)
    names = (here.environment or DEFAULTS, env)
    if as_json:
        found = [change.model_dump(mode="json") for change in changes]
        print_json({"from": names[0], "to": names[1], "version": here.version, "changes": found})
        return
    console = Console()
    say(console, f"{names[0]} -> {names[1]}: {len(changes)} changes")
    for change in changes:
        say(console, f"  {change}")


def _rules(settings: Settings) -> "ModelRules":
    from config.agent_profiles import load_agents
    from config.models import ModelRules

    agents = load_agents(settings.config_dir).names
    return ModelRules(settings, agents, here=False)


def _as_json(agent: "AgentModel") -> dict[str, Any]:
    found = agent.model_dump(mode="json")
    return {"label": agent.choice.label, **found.pop("choice"), **found}


def _named(choice: "ModelChoice") -> str:
    """With the endpoint, where it has one of its own; of the key the name of its variable."""
    where = f" at {choice.base_url}" if choice.base_url else ""
    key = f" by {choice.api_key_env}" if choice.api_key_env else ""
    return f"{choice.label}{where}{key}"


def _prices(agent: "AgentModel") -> str:
    return f"{agent.choice.input_cost:g} / {agent.choice.output_cost:g}"


def _warn(console: Console, config: "ModelConfig") -> None:
    for warning in config.warnings:
        say(console, warning, style="yellow")
