"""Who may do what beside deciding a request: grant in advance, halt, resume, close a review.

As with decisions, only the roles that ``approvers.yaml`` gives a person now count.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, Protocol

from domain.approvals.approvers import ANONYMOUS, OPERATOR, ApprovalPolicies, Approvers, Person
from domain.approvals.grants import Grant, GrantDraft, GrantQuery
from domain.approvals.reviews import Review
from domain.approvals.tiers import SelfApproval, Tier
from domain.errors import InvalidInputError
from domain.risk.levels import RiskLevel


class Refusal(NamedTuple):
    """``kind`` is a stable slug, as ``wrong-role``; ``why`` is fit to show."""

    kind: str
    why: str


class RefusalLog(Protocol):
    """Ledger entries for what people tried and may not, where no judge rules."""

    async def record(self, action: str, *, person: str, refusal: Refusal, subject: str) -> None:
        """``action`` is what was tried, as ``halt.lift``; ``subject`` what it was tried on."""


def role_refusal(person: str, roles: Collection[str], approvers: Approvers) -> Refusal | None:
    """Unless ``person`` is an approver with one of ``roles`` of their own. No roles: every approver will do.

    Roles on loan do not count: what is done under them outlives the loan.
    """
    found = approvers.find(email=person)
    if found is None:
        return Refusal("not-an-approver", f"{person} is not an approver")
    if roles and not set(roles) & set(found.roles):
        return Refusal("wrong-role", f"{person} has none of the roles {', '.join(roles)}")
    return None


def dispatch_refusal(
    person: str, roles: Collection[str], approvers: Approvers, *, at: datetime
) -> Refusal | None:
    """As :func:`role_refusal`, for halting and resuming; here a stand-in's roles on loan count too."""
    refusal = role_refusal(person, roles, approvers)
    if refusal is None or any(holder.email == person for holder in approvers.holders(roles, at)):
        return None
    return refusal


def grant_refusal(
    grant: Grant, call: GrantQuery, now: datetime, *, policies: ApprovalPolicies, approvers: Approvers
) -> str | None:
    """Why the person behind ``grant`` cannot clear ``call`` by the policies of now; None where they can."""
    tier = policies.tier(call.level)
    if tier is None:
        return f"level {call.level} needs no grant"
    granter = approvers.find(email=grant.person)
    if granter is None or grant.role not in granter.roles:
        return f"{grant.person} is no longer {grant.role}"
    own = call.requester in (granter.email, granter.delegate(now), ANONYMOUS)
    checks = (
        (now >= grant.added_at + policies.grants.max_duration, "the grant is older than a grant may become"),
        (grant.role not in tier.roles, f"{grant.role} may not approve what is {call.level}"),
        (tier.quorum > 1, f"what is {call.level} needs {tier.quorum} people"),
        (tier.justification and not grant.reason, f"what is {call.level} needs a reason"),
        (tier.required_actions, f"what is {call.level} needs actions confirmed for each call"),
        (own and not _may_approve_own(granter, tier), f"it may be {granter.email} who asked for it"),
    )
    return next((why for refused, why in checks if refused), None)


def check_grant(draft: GrantDraft, policies: ApprovalPolicies) -> None:
    """Raises :class:`~domain.errors.InvalidInputError` for one that is too long or could clear nothing."""
    longest = policies.grants.max_duration
    if draft.duration > longest:
        minutes = longest.total_seconds() / 60
        raise InvalidInputError(f"a grant lasts {minutes:g} minutes at most", field="/minutes")
    alone = {role for tier in _grantable(policies) for role in tier.roles}
    if draft.role not in alone:
        raise InvalidInputError(
            f"{draft.role} alone approves no tool call that may be granted", field="/role"
        )


def review_refusal(review: Review, person: str, approvers: Approvers) -> Refusal | None:
    """Why ``person`` may not close ``review``; None where they may.

    Whoever broke the glass or asked for the work does not review it, whatever a tier says of approving.
    """
    if person == review.person:
        return Refusal("own-work", f"{person} broke the glass: somebody else reviews it")
    # whoever submits without a token on loopback is taken for the stack's operator
    if person == review.requester or (person, review.requester) == (OPERATOR, ANONYMOUS):
        return Refusal("own-work", f"{person} asked for the work: somebody else reviews it")
    return role_refusal(person, review.roles, approvers)


def _may_approve_own(person: Person, tier: Tier) -> bool:
    if tier.self_approval is SelfApproval.OPERATOR:
        return person.email == OPERATOR
    return tier.self_approval is SelfApproval.ANYONE


def _grantable(policies: ApprovalPolicies) -> list[Tier]:
    return [
        tier
        for level, tier in policies.tiers.items()
        if level is not RiskLevel.CRITICAL and tier.quorum == 1 and not tier.required_actions
    ]
