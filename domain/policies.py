"""The policies as they are now; an operator may edit them under a running worker."""

from typing import Protocol

from domain.approvals.approvers import ApprovalPolicies, Approvers
from domain.risk.policy import RiskPolicy


class Policies(Protocol):
    def risk(self) -> RiskPolicy: ...

    def approvers(self) -> Approvers: ...

    def approvals(self) -> ApprovalPolicies: ...
