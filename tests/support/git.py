"""git as a person runs it, in a test's own repository."""

import subprocess
from pathlib import Path


def git(at: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=at, check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip()


def commit(at: Path, message: str = "first") -> str:
    git(at, "add", "--all")
    git(at, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(at, "rev-parse", "HEAD")


def branches(at: Path) -> list[str]:
    return git(at, "for-each-ref", "--format=%(refname:short)", "refs/heads").splitlines()


def changes(at: Path, branch: str) -> dict[str, str]:
    """Path -> what became of it, from the main branch to ``branch``."""
    lines = git(at, "diff", "--name-status", "--no-renames", "main", branch).splitlines()
    return {line.split("\t")[1]: line[0] for line in lines}


def make_repository(root: Path) -> Path:
    """With one commit on ``main``: some files, one of them a secret, one in a folder ``shop``."""
    root.mkdir(exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch", "main")
    (root / "notes.txt").write_text("one\n")
    (root / ".env").write_text("KEY=classified\n")
    (root / ".gitignore").write_text("*.log\n")
    (root / "shop").mkdir(exist_ok=True)
    (root / "shop" / "app.py").write_text("def main() -> None: ...\n")
    commit(root)
    return root
