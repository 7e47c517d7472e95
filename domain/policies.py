"""The policies as they are now; an operator may edit them under a running worker."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.approvals.approvers import ApprovalPolicies, Approvers
from domain.models import Value
from domain.risk.policy import RiskPolicy


class PolicyName(StrEnum):
    RISK = "risk"
    APPROVALS = "approvals"
    APPROVERS = "approvers"


class Policies(Protocol):
    def risk(self) -> RiskPolicy: ...

    def approvers(self) -> Approvers: ...

    def approvals(self) -> ApprovalPolicies: ...


class PolicyLoad(Value):
    """A version that a worker took into force. ``seq`` is its place in the ledger; ``previous`` what was
    recorded before it, None for the first. ``file`` is a name without its folder.
    """

    seq: int
    at: datetime
    policy: PolicyName
    version: str
    previous: str | None
    file: str


class PolicyLog(Protocol):
    """Ledger entries of the kind ``policy.loaded``."""

    async def record_load(self, policy: PolicyName, *, version: str, file: str) -> PolicyLoad | None:
        """Append, unless the last one recorded for ``policy`` has this version: then None."""

    async def loads(self, *, limit: int = 50, before: int | None = None) -> Sequence[PolicyLoad]:
        """Newest first; ``before`` is the ``seq`` of the last one of the page before."""
