"""The policies as they are in the files now, re-read when a file changes."""

from pathlib import Path

from config.approvals import POLICIES_FILE, load_approval_policies
from config.approvers import APPROVERS_FILE, load_approvers
from config.risk_policy import RISK_FILE, load_risk_policy
from config.watched import Watched
from domain.approvals.approvers import ApprovalPolicies, Approvers
from domain.policies import PolicyName
from domain.risk.policy import RiskPolicy

FILES = {
    PolicyName.RISK: RISK_FILE,
    PolicyName.APPROVALS: POLICIES_FILE,
    PolicyName.APPROVERS: APPROVERS_FILE,
}


class FilePolicies:
    """Implements :class:`domain.policies.Policies` over ``config_dir``.

    Building it raises :class:`~domain.errors.ConfigurationError` for any fault in any file; later, a
    faulty edit keeps what was in force and shows in :attr:`errors`.
    """

    def __init__(self, config_dir: Path, *, embedded: bool) -> None:
        people, tiers, risk = (config_dir / name for name in (APPROVERS_FILE, POLICIES_FILE, RISK_FILE))
        self._approvers = Watched((people,), lambda: load_approvers(config_dir, embedded=embedded))
        self._approvals = Watched(
            (tiers, people),
            lambda: load_approval_policies(config_dir, load_approvers(config_dir, embedded=embedded)),
        )
        self._risk = Watched((risk,), lambda: load_risk_policy(config_dir))

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
