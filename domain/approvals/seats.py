"""Who speaks for whom under a quorum: people are counted, and each of them needs a role nobody else uses.

A person may have several seats to vote from, their own role and those of colleagues for whom they stand in.
Whoever votes first must not keep a seat from somebody who has no other, so seats are given anew with each
vote: a matching of votes and seats by augmenting paths (Kuhn, 1955).
"""

from collections.abc import Sequence

from domain.approvals.gate import Vote


def seated(votes: Sequence[Vote], newcomer: Vote) -> list[Vote] | None:
    """All votes with a seat for each, or None where ``newcomer`` can have none.

    Those who have a seat keep one, though it may become another of theirs; nobody moves without need.
    """
    holders = {vote.seat: vote for vote in votes}
    if not _seat(newcomer, holders, tried=set()):
        return None
    given = {vote.person: seat for seat, vote in holders.items()}
    return [vote.model_copy(update={"seat": given[vote.person]}) for vote in (*votes, newcomer)]


def _seat(vote: Vote, holders: dict[str, Vote], *, tried: set[str]) -> bool:
    """Find a free seat, else one whose holder can move; ``holders`` changes where it succeeds."""
    seats = [seat for seat in vote.seats or (vote.seat,) if seat not in tried]
    for seat in sorted(seats, key=lambda each: each in holders):
        tried.add(seat)
        if seat not in holders or _seat(holders[seat], holders, tried=tried):
            holders[seat] = vote
            return True
    return False
