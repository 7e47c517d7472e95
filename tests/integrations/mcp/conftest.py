"""A workspace with a git repository, and toolboxes over real servers."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.mcp_servers import McpServer
from tests.support.git import git

TEST_SERVER = Path(__file__).parents[2] / "support" / "mcp_server.py"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Configuration, code, and what agents must never see."""
    root = tmp_path / "workspace"
    files = {
        "config/dev.yaml": "database:\n  host: dev-db\n  password: swordfish\n",
        "config/production.yaml": "database:\n  host: prod-db\n",
        "README.md": "# Shop\n\nSells things.\n",
        "src/app.py": "def main() -> None:\n    return None\n",
        ".env": "KEY=classified-one\n",
        ".env.template": "KEY=\n",
        "deploy/server.pem": "classified-two\n",
        "config/env/secrets/db": "classified-three\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch", "main")
    return root


@pytest.fixture
def test_server(tmp_path: Path) -> Callable[..., McpServer]:
    def build(name: str = "test", timeout: float = 10.0, **fields: object) -> McpServer:
        env = {
            "LINES_FILE": str(tmp_path / f"{name}-lines"),
            "RELEASE_FILE": str(tmp_path / f"{name}-release"),
            "STARTS_FILE": str(tmp_path / f"{name}-starts"),
        }
        given = {"command": sys.executable, "args": (str(TEST_SERVER),), "env": env, "timeout": timeout}
        return McpServer.model_validate({**given, "name": name, **fields})

    return build
