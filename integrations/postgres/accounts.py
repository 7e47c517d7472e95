"""As whom the embedded Postgres runs: it refuses to run as root, and must reach its binaries and its data."""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.errors import ConfigurationError

UNPRIVILEGED = ("postgres", "nobody")
"""Accounts to drop to from root, best first; one must exist, as initdb looks its own name up."""
PROBE_SECONDS = 10.0


@dataclass(frozen=True)
class Account:
    """``wrapper`` goes before a command, ``popen`` into ``subprocess.Popen``; ``uid`` owns the data."""

    uid: int
    gid: int
    wrapper: tuple[str, ...] = ()
    popen: dict[str, Any] = field(default_factory=dict)

    def can(self, *command: str) -> bool:
        """Whether the command succeeds as this account."""
        try:
            done = subprocess.run(
                [*self.wrapper, *command],
                check=False,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PROBE_SECONDS,
                **self.popen,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def own(self, folder: Path) -> None:
        """Make ``folder`` and all in it this account's; quick when it is already."""
        if os.geteuid() != 0 or folder.stat().st_uid == self.uid:
            return
        for path in (*folder.rglob("*"), folder):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def find_account(*, server: Path, home: Path) -> Account:
    """The account that can run ``server`` and enter ``home``, a folder of ours.

    A user who is not root is that account. Root drops to an unprivileged account; where folders of others
    keep that one out (a home of mode 0700), root becomes nobody in a user namespace of its own instead,
    which keeps access to root's files without root's powers. Some containers forbid namespaces; there
    ``home``'s own parent, the state folder, is opened for passing through (not for listing).

    Raises :class:`~domain.errors.ConfigurationError` where nothing works.
    """
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid())
    dropped = list(_unprivileged())
    for account in (*dropped, *_namespaced()):
        if _works(account, server, home):
            return account
    home.parent.chmod(home.parent.stat().st_mode | stat.S_IXOTH)
    for account in dropped:
        if _works(account, server, home):
            return account
    raise ConfigurationError(
        f"as root, Postgres must run as another user, who can reach neither {server} nor {home}: "
        "run as an ordinary user, install outside root's home, or set DATABASE_URL to a server of your own"
    )


def _works(account: Account, server: Path, home: Path) -> bool:
    return account.can(str(server), "--version") and account.can("test", "-x", str(home))


def _unprivileged() -> Iterator[Account]:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        ids = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        yield Account(uid=entry.pw_uid, gid=entry.pw_gid, popen=ids)


def _namespaced() -> Iterator[Account]:
    if unshare := shutil.which("unshare"):
        yield Account(uid=0, gid=0, wrapper=(unshare, "--user", "--map-user=65534"))
