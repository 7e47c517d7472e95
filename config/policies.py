"""The policies as they are in the files now, re-read when a file changes."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from config.approvals import APPROVERS_FILE, POLICIES_FILE, load_approval_policies, load_approvers
from config.risk_policy import RISK_FILE, load_risk_policy
from domain.approvals.approvers import ApprovalPolicies, Approvers
from domain.errors import ConfigurationError
from domain.policies import PolicyName
from domain.risk.policy import RiskPolicy

FILES = {
    PolicyName.RISK: RISK_FILE,
    PolicyName.APPROVALS: POLICIES_FILE,
    PolicyName.APPROVERS: APPROVERS_FILE,
}

Loaded = TypeVar("Loaded")
logger = logging.getLogger(__name__)


class _Watched(Generic[Loaded]):
    """A value built from files; a broken edit is logged once and the last good value stays."""

    def __init__(self, paths: tuple[Path, ...], load: Callable[[], Loaded]) -> None:
        self._paths = paths
        self._load = load
        self._stamp = self._stamps()
        self._value = load()
        self.error: str | None = None

    def get(self) -> Loaded:
        stamp = self._stamps()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._value = self._load()
                self.error = None
            except ConfigurationError as error:
                self.error = str(error)
                logger.warning("the policy stays as it was: %s", error)
        return self._value

    def _stamps(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(_stamp(path) for path in self._paths)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:  # gone, or not to be reached: loading says which
        return None
    return status.st_mtime_ns, status.st_size


class FilePolicies:
    """Implements :class:`domain.policies.Policies` over ``config_dir``.

    Building it raises :class:`~domain.errors.ConfigurationError` for any fault in any file; later, a
    faulty edit keeps what was in force and shows in :attr:`errors`.
    """

    def __init__(self, config_dir: Path, *, embedded: bool) -> None:
        people, tiers, risk = (config_dir / name for name in (APPROVERS_FILE, POLICIES_FILE, RISK_FILE))
        self._approvers = _Watched((people,), lambda: load_approvers(config_dir, embedded=embedded))
        self._approvals = _Watched(
            (tiers, people),
            lambda: load_approval_policies(config_dir, load_approvers(config_dir, embedded=embedded)),
        )
        self._risk = _Watched((risk,), lambda: load_risk_policy(config_dir))

    def risk(self) -> RiskPolicy:
        return self._risk.get()

    def approvers(self) -> Approvers:
        return self._approvers.get()

    def approvals(self) -> ApprovalPolicies:
        return self._approvals.get()

    def versions(self) -> dict[PolicyName, str]:
        """What is in force now."""
        return {
            PolicyName.RISK: self.risk().version,
            PolicyName.APPROVALS: self.approvals().version,
            PolicyName.APPROVERS: self.approvers().version,
        }

    @property
    def errors(self) -> tuple[str, ...]:
        """The faults, with file and line, of edits that are not in force; looks at the files anew."""
        self.versions()
        watched = (self._approvers, self._approvals, self._risk)
        return tuple(dict.fromkeys(item.error for item in watched if item.error))
