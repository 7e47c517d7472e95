"""``devtools doctor``: what is wrong with this installation, and how to mend it."""

import typer
from rich.console import Console
from rich.text import Text

from config.settings import load_settings


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel="The stack")(doctor)


def doctor() -> None:
    """Check this installation; exit code 1 if anything does not work."""
    from cli.stack.checkup import Grade, examine

    styles = {Grade.OK: "green", Grade.WARN: "yellow", Grade.FAIL: "red"}
    console = Console()
    failed = False
    for finding in examine(load_settings()):
        failed |= finding.grade is Grade.FAIL
        line = Text.assemble(
            (f"{finding.grade.value:4}", styles[finding.grade]), f"  {finding.subject}: {finding.text}"
        )
        console.print(line, soft_wrap=True)
        if finding.mend:
            console.print(Text(f"      -> {finding.mend}", style="dim"), soft_wrap=True)
    if failed:
        raise typer.Exit(1)
