"""Whom a Linear account is: people stand in ``approvers.yaml``, by their Linear id or by their address."""

from domain.approvals.approvers import Approvers
from domain.approvals.decisions import Actor
from domain.linear.issues import LinearActor


def actor_of(approvers: Approvers, found: LinearActor) -> Actor:
    """As a receipt carries it. Roles are looked up when the receipt is judged, not here.

    A person with a Linear id in the file is that account only, whoever else has the address.
    """
    by_id = next((person for person in approvers.people if person.linear_id == found.id), None)
    if by_id is not None:
        return Actor(id=found.id, email=by_id.email)
    person = approvers.find(email=found.email) if found.email else None
    if person is None or person.linear_id is not None:
        return Actor(id=found.id, email=None)
    return Actor(email=person.email)


def email_of(approvers: Approvers, found: LinearActor) -> str | None:
    """The person's address in the file, or what Linear says it is; for who is known by either."""
    return actor_of(approvers, found).email or (found.email.casefold() if found.email else None)
