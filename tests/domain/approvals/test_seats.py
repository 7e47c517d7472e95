"""Whose role a vote counts for: nobody keeps a seat from one who has no other."""

from hypothesis import given
from hypothesis import strategies as st

from domain.approvals.gate import Vote
from domain.approvals.seats import seated

SEATS = ("ada", "bea", "cy", "dora")


def a_vote(person: str, *seats: str) -> Vote:
    return Vote(person=person, seat=seats[0], digest="d", seats=seats)


def test_who_could_sit_elsewhere_moves() -> None:
    first = a_vote("sam", "bea", "cy")

    found = seated([first], a_vote("bea", "bea"))

    assert found is not None
    assert [(vote.person, vote.seat) for vote in found] == [("sam", "cy"), ("bea", "bea")]


def test_nobody_moves_without_need() -> None:
    found = seated([a_vote("sam", "bea", "cy")], a_vote("tom", "bea", "dora"))

    assert found is not None
    assert [(vote.person, vote.seat) for vote in found] == [("sam", "bea"), ("tom", "dora")]


def test_one_role_is_one_vote() -> None:
    assert seated([a_vote("ada", "ada")], a_vote("dev", "ada")) is None


@given(st.lists(st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True), max_size=5))
def test_as_many_are_counted_as_any_arrangement_could(wishes: list[list[str]]) -> None:
    votes: list[Vote] = []
    for number, wish in enumerate(wishes):
        votes = seated(votes, a_vote(f"p{number}", *wish)) or votes

    assert len(votes) == _most(wishes), "the order of votes costs nobody theirs"
    assert len({vote.seat for vote in votes}) == len(votes), "no role is used twice"
    assert all(vote.seat in vote.seats for vote in votes)


def _most(wishes: list[list[str]]) -> int:
    """By keeping every set of seats that some arrangement takes."""
    reached = {frozenset[str]()}
    for wish in wishes:
        reached |= {taken | {seat} for taken in reached for seat in wish if seat not in taken}
    return max(len(taken) for taken in reached)
