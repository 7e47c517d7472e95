"""The rules of what agents see, as a table."""

import os
from pathlib import Path

import pytest

from domain.errors import ForbiddenError
from integrations.mcp.confinement import confined, denial
from integrations.mcp.globs import matches


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        "./.env",
        "app/.env",
        ".env.production",
        ".envrc",
        ".ENV",
        ".Env.Local",
        "dev.env",
        ".env./x",
        ".env ",
        ".e\u200dnv",
        "\u2024env",
        "\uff0eenv",
        ".\uff45nv",
        ".env.template.bak",
        ".devtools/tokens.yaml",
        ".DevTools/keys/api.key",
        "sub/.git/config",
        ".GIT/config",
        ".g\u200cit/config",
        ".venv/bin/python",
        "node_modules/x/index.js",
        "config/env/secrets/db",
        "Config/Env/SECRETS/db",
        "config//env/./secrets/db",
        "config\\env\\secrets\\db",
        "infra/config/env/secrets",
        "tls/server.key",
        "tls/SERVER.PEM",
        "id_rsa",
        "home/id_ed25519.pub",
        ".ssh/config",
        ".netrc",
    ],
)
def test_hidden(path: str) -> None:
    assert denial(path)


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "",
        "README.md",
        ".env.template",
        "config/env/.env.example",
        "config/env/compose.yaml",
        "config/secrets.md",
        ".gitignore",
        ".github/workflows/ci.yml",
        "src/keyboard.py",
        "environment.yaml",
        "src/monkey",
        "docs/env.md",
    ],
)
def test_shown(path: str) -> None:
    assert denial(path) is None


@pytest.mark.parametrize(
    "wanted",
    [
        "../x",
        "a/../../x",
        "/etc/passwd",
        "config/../.env",
        "a\0b",
        "out",
        "out/passwd",
        "seemingly-fine",
        "loop",
    ],
)
def test_refused(tmp_path: Path, wanted: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / ".env").write_text("classified")
    (root / "out").symlink_to("/etc")
    (root / "seemingly-fine").symlink_to(".env")
    (root / "loop").symlink_to("loop")
    with pytest.raises(ForbiddenError):
        confined(root, wanted)


def test_absolute_and_linked_paths_inside_are_fine(tmp_path: Path) -> None:
    root, alias = tmp_path / "root", tmp_path / "alias"
    (root / "a").mkdir(parents=True)
    (root / "a" / "b.txt").write_text("b")
    (root / "link").symlink_to("a/b.txt")
    alias.symlink_to(root)
    real = Path(os.path.realpath(root)) / "a" / "b.txt"
    for wanted in ("a/b.txt", "link", str(root / "a" / "b.txt"), str(alias / "a" / "b.txt")):
        assert confined(alias, wanted) == real


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("config/dev.yaml", "*.yaml", True),
        ("config/dev.yaml", "*.{yml,yaml}", True),
        ("config/dev.yaml", "config/*", True),
        ("config/x/dev.yaml", "config/*", False),
        ("config/x/dev.yaml", "config/**", True),
        ("config/x/dev.yaml", "**/dev.yaml", True),
        ("dev.yaml", "**/dev.yaml", True),
        ("dev.yaml", "config/**/dev.yaml", False),
        ("a" * 200 + "/b", "*a" * 30 + "c/b", False),
    ],
)
def test_globs(path: str, pattern: str, expected: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert matches(path, pattern) is expected
