"""What stands on the terminal is what was said, and no more."""

from io import StringIO

import pytest
from rich.console import Console

from cli.render import print_rows


@pytest.mark.parametrize("terminal", [True, False])
def test_a_cell_cannot_rewrite_the_terminal(terminal: bool) -> None:  # noqa: FBT001
    out = StringIO()
    console = Console(file=out, force_terminal=terminal, color_system=None, width=80)
    print_rows(console, [("\x1b[2Jdeploy", 7)], header=("task", "tries"))
    assert "\x1b" not in out.getvalue()
    assert "�[2Jdeploy" in out.getvalue()
    assert "7" in out.getvalue()
