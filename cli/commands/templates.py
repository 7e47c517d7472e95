"""``devtools templates``: which plans people wrote beforehand, and whether their files are right."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from cli.approval_page import print_steps
from cli.options import AsJson
from cli.render import print_json, print_rows, say
from config.settings import load_settings

if TYPE_CHECKING:
    from domain.templates import Template, TemplateInput


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        help="Plans written beforehand, for `devtools run --template NAME`.", no_args_is_help=True
    )
    group.command("list")(list_templates)
    group.command("show")(show)
    group.command("check")(check)
    app.add_typer(group, name="templates", rich_help_panel="Policy")


def list_templates(*, as_json: AsJson = False) -> None:
    """List the templates of this configuration. Needs no stack.

    What a running stack has in force is in `GET /templates`.
    """
    found = _load()
    if as_json:
        print_json({"templates": [_as_json(template) for template in found.values()]})
        return
    rows = [(name, _inputs(template), template.description) for name, template in found.items()]
    print_rows(Console(), rows, header=("template", "inputs", "what for"))


def show(
    name: Annotated[str, typer.Argument(help="The template, as in `devtools templates list`.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show what a template asks for, and its steps: `{name}` stands for an input. Needs no stack."""
    from domain.templates import no_template

    found = _load()
    if name not in found:
        raise no_template(name, tuple(found))
    template = found[name]
    if as_json:
        print_json(_as_json(template))
        return
    console = Console()
    say(console, f"{template.name}, version {template.version}", style="bold")
    say(console, template.description)
    say(console, f"task: {template.task}")
    say(console, f"risk: {template.min_level} at least, and what its filled-in text is rated")
    for each in template.inputs:
        say(console, f"  input {each.name}: {_asked(each)}: {each.description}")
    print_steps(console, [step.model_dump(mode="json") for step in template.steps])


def check(*, as_json: AsJson = False) -> None:
    """Check every template. Needs no stack.

    Exit code 2: the files would be refused; the error names file and line.
    """
    found = _load()
    if as_json:
        print_json({"ok": True, "templates": {name: one.version for name, one in found.items()}})
        return
    console = Console()
    for name, template in found.items():
        say(
            console, f"{name}: version {template.version} is fine, {len(template.steps)} steps", style="green"
        )
    if not found:
        say(console, "there are none", style="yellow")


def _load() -> "dict[str, Template]":
    from config.agent_profiles import load_agents
    from config.templates import load_templates

    config_dir = load_settings().config_dir
    return load_templates(config_dir, load_agents(config_dir).names)


def _as_json(template: "Template") -> dict[str, object]:
    found = template.model_dump(mode="json")
    inputs = [{**each.model_dump(mode="json"), "required": each.required} for each in template.inputs]
    return {**found, "inputs": inputs}


def _inputs(template: "Template") -> str:
    """Those with a default in brackets."""
    names = (each.name if each.required else f"[{each.name}]" for each in template.inputs)
    return ", ".join(names) or "-"


def _asked(each: "TemplateInput") -> str:
    kind = f"one of {', '.join(each.choices)}" if each.choices else each.type.value
    return f"{kind}, needed" if each.required else f"{kind}, by default {each.default}"
