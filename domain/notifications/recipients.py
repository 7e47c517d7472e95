"""Who is told by mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.approvals.approvers import Approvers, Person
from domain.approvals.requests import ApprovalRecord
from domain.approvals.tiers import SelfApproval
from domain.notifications.channels import Audience, Occasion

PSEUDO_DOMAIN = "@local"
"""Of ``operator@local`` and ``anonymous@local``, who have no mailbox."""


def recipients(
    audience: Audience,
    occasion: Occasion,
    *,
    record: ApprovalRecord,
    payload: dict[str, Any],
    approvers: Approvers,
    now: datetime,
) -> tuple[str, ...]:
    """Addresses, each once. Of people only those who are not out of office."""
    found: list[str] = []
    if audience.approvers:
        found += _present(_concerned(occasion, record, payload, approvers, now), now)
    if audience.roles:
        found += _present(approvers.holders(audience.roles, now), now)
    if audience.requester:
        found.append(record.requester)
    found += audience.addresses
    return tuple(dict.fromkeys(address.casefold() for address in found if is_mailbox(address)))


def is_mailbox(address: str) -> bool:
    return "@" in address and not address.endswith(PSEUDO_DOMAIN)


def _concerned(
    occasion: Occasion,
    record: ApprovalRecord,
    payload: dict[str, Any],
    approvers: Approvers,
    now: datetime,
) -> tuple[Person, ...]:
    """Whoever could decide and, of an escalation, is told beside them.

    Asked are those whose word is still wanted. That the glass was broken is everybody's business.
    """
    if occasion is Occasion.BROKEN_GLASS:
        return approvers.people
    told_too = payload.get("notify") or ()
    people = approvers.holders({*record.roles, *told_too}, now)
    if not occasion.asks:
        return people
    done = set(record.approved_by)
    if record.terms.self_approval is not SelfApproval.ANYONE:
        done.add(record.requester.casefold())
    return tuple(person for person in people if person.email not in done)


def _present(people: Iterable[Person], now: datetime) -> list[str]:
    return [person.email for person in people if not person.away(now)]
