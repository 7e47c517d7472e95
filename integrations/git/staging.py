"""What lies in a worktree as a tree of git, without what agents never see, and without touching its index.

Files are named to git one by one. ``git add`` would run git in every repository that somebody has put inside,
with that one's own settings; and it would wait for the lock of an index whose owner was killed.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from integrations.git.command import GitError, git
from integrations.mcp.confinement import denial

_CHANGED = ("ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard")


async def tree_of_what_lies_in(path: Path, *, options: Sequence[str], settings: Sequence[str]) -> str:
    """The id of the tree; ``options`` name the worktree to git.

    Left out are what ``.gitignore`` names, what agents never see, and repositories within: of these it holds
    what the index holds. Raises :class:`~integrations.git.command.GitError`.
    """
    with tempfile.TemporaryDirectory(prefix="devtools-index-") as folder:
        index = Path(folder) / "index"

        async def run(*arguments: str, stdin: bytes = b"") -> bytes:
            return await git(
                *options,
                *arguments,
                at=path,
                stdin=stdin,
                settings=settings,
                env={"GIT_INDEX_FILE": str(index)},
            )

        where = os.fsdecode(await run("rev-parse", "--path-format=absolute", "--git-dir")).rstrip("\n")
        try:
            # with its time: by that git knows which files may have changed within the same tick of the clock
            await asyncio.to_thread(shutil.copy2, Path(where) / "index", index)
        except FileNotFoundError:
            await run("read-tree", "HEAD")
        there, gone = await asyncio.to_thread(_sorted, path, await run(*_CHANGED))
        try:
            await run("update-index", "--force-remove", "-z", "--stdin", stdin=_lines(gone))
            await run("update-index", "--add", "--replace", "-z", "--stdin", stdin=_lines(there))
            return (await run("write-tree")).decode().strip()
        except GitError as error:
            raise GitError(f"what lies in {path} cannot be committed: {error}", code=error.code) from error


def _sorted(path: Path, listed: bytes) -> tuple[list[bytes], list[bytes]]:
    """The files to be taken, and those that are no more: behind a link there is no file of the worktree."""
    there, gone = list[bytes](), list[bytes]()
    for name in dict.fromkeys(filter(None, listed.split(b"\0"))):
        text = os.fsdecode(name)
        if name.endswith(b"/") or denial(text):
            continue
        file = path / text
        if _behind_a_link(path, file) or not os.path.lexists(file):
            gone.append(name)
        elif file.is_symlink() or not file.is_dir():
            there.append(name)
    return there, gone


def _behind_a_link(path: Path, file: Path) -> bool:
    around = file.parents[: len(file.relative_to(path).parts) - 1]
    return any(folder.is_symlink() or folder.is_file() for folder in around)


def _lines(names: Sequence[bytes]) -> bytes:
    return b"".join(name + b"\0" for name in names)
