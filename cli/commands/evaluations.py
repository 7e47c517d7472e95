"""``devtools eval``: tasks whose agent, risk, tools and answers are known, run against a stack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli.options import AsJson
from cli.render import print_json, say
from config.settings import Settings, load_settings
from domain.errors import ConfigurationError, DevToolsError

if TYPE_CHECKING:
    from domain.evaluation import EvalResult, EvalTask

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILES]...", help="Files or folders of *.yaml; by default evals/.", show_default=False
    ),
]
Only = Annotated[
    str | None, typer.Option("--only", metavar="PATTERN", help="Tasks of this name, as 'read-*'.")
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Tasks with a known outcome, run and judged.", no_args_is_help=True)
    group.command("run")(run)
    group.command("check")(check)
    app.add_typer(group, name="eval", rich_help_panel="Policy")


def run(
    files: Files = None,
    *,
    only: Only = None,
    parallel: Annotated[int, typer.Option(min=1, max=16, help="Tasks at the same time.")] = 2,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds for one task; then it is cancelled.")
    ] = 300.0,
    upload: Annotated[
        bool | None,
        typer.Option("--upload/--no-upload", help="To LangSmith; by default where LANGSMITH_API_KEY is set."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Submit each task to the stack that runs here, and compare what comes of it with what is expected.

    A task that expects only an agent or a level is planned, not run (a dry run). One that expects tools or
    facts runs to its end; it must be of level low, for nobody approves here. What rules answered that are no
    language model (the provider `offline`) is not judged. Which models answer is the stack's own affair:
    models.yaml and NODE_ENV.

    Exit code 0: nothing that was judged failed; 1: something did; 2: a file would be refused.
    """
    from cli.client import api
    from cli.evaluation.display import print_results, results_as_json, say_progress
    from cli.evaluation.runner import Runner, health_of
    from domain.evaluation import EvalResult, Verdict

    settings = load_settings()
    tasks = _tasks(files or [], only=only)
    progress, ended = Console(stderr=True), list[str]()

    def tell(result: EvalResult) -> None:
        ended.append(result.task.name)
        say_progress(progress, result, number=len(ended), of=len(tasks))

    with api(settings) as client:
        models = health_of(client)
        results = Runner(client, timeout=timeout).run_all(tasks, parallel=parallel, done=tell)
    if settings.langsmith_api_key is not None if upload is None else upload:
        _upload(settings, results, models, progress)
    if as_json:
        print_json(results_as_json(results, models=models))
    else:
        print_results(Console(), results)
    if any(result.verdict is Verdict.FAILED for result in results):
        raise typer.Exit(1)


def check(files: Files = None, *, as_json: AsJson = False) -> None:
    """Check the files. Needs no stack.

    Exit code 2: one would be refused; the error names file and line.
    """
    tasks = _tasks(files or [], only=None)
    runs = sum(task.wants_run for task in tasks)
    if as_json:
        print_json({"ok": True, "tasks": [task.model_dump(mode="json") for task in tasks]})
        return
    say(
        Console(),
        f"{len(tasks)} tasks are fine: {runs} run, {len(tasks) - runs} are planned only",
        style="green",
    )


def _upload(
    settings: Settings, results: "list[EvalResult]", models: dict[str, Any], progress: Console
) -> None:
    """A failure is told, and changes nothing about the results."""
    from datetime import UTC, datetime

    from integrations.telemetry.langsmith_experiments import upload_experiment

    try:
        name = upload_experiment(settings, results, models=models, now=datetime.now(tz=UTC))
    except DevToolsError as error:
        say(progress, f"not uploaded: {error}", style="red")
    else:
        say(progress, f"uploaded as the experiment {name}")


def _tasks(files: list[Path], *, only: str | None) -> "list[EvalTask]":
    from fnmatch import fnmatchcase

    from config.agent_profiles import load_agents
    from config.evaluations import load_evaluations

    agents = load_agents(load_settings().config_dir).names
    tasks = [task for task in load_evaluations(files, agents=agents) if fnmatchcase(task.name, only or "*")]
    if not tasks:
        raise ConfigurationError(f"no task is called {only}")
    return tasks
