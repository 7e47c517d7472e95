"""How far one step may go, and what it has used. Counts are the step's own, whoever of the agents acts."""

from enum import StrEnum

from pydantic import Field

from domain.models import Value

TURNS = 40
TOKENS = 1_000_000
MINUTES = 60
HAND_OVERS = 3
_SECONDS_PER_MINUTE = 60


class StepUse(Value):
    """What a step has used so far.

    ``tokens``: those of prompts and answers of every call of a model, also of tries that were of no use.
    ``seconds``: its turns and calls at work; of calls that were made at once, the longest.
    """

    turns: int = 0
    tokens: int = 0
    seconds: float = 0.0


class StepLimits(Value):
    """What an agent may use of a step; reached is as good as passed.

    ``minutes`` are of work: waiting for people, pauses, halts, outages and queues do not count.
    """

    turns: int = Field(default=TURNS, ge=1, le=200)
    tokens: int = Field(default=TOKENS, ge=1, le=100_000_000)
    minutes: float = Field(default=MINUTES, gt=0, le=1_440, allow_inf_nan=False)
    hand_overs: int = Field(default=HAND_OVERS, ge=0, le=20)

    def reached(self, use: StepUse) -> "Reached | None":
        """The first limit that ``use`` has come to; None while it may go on."""
        if use.turns >= self.turns:
            return Reached(limit=Limit.TURNS, most=f"{self.turns} turns")
        if use.tokens >= self.tokens:
            return Reached(limit=Limit.TOKENS, most=f"{self.tokens} tokens, with {use.tokens} used")
        if use.seconds >= self.minutes * _SECONDS_PER_MINUTE:
            return Reached(limit=Limit.MINUTES, most=f"{self.minutes:g} minutes of work")
        return None


class Limit(StrEnum):
    """As it is named in ``agents.yaml``."""

    TURNS = "turns"
    TOKENS = "tokens"
    MINUTES = "minutes"


class Reached(Value):
    """A limit that ended a step; ``most`` is it in words."""

    limit: Limit
    most: str

    def told(self, agent: str) -> str:
        """What happened, and what an operator does about it."""
        return (
            f"not finished within its limit of {self.most}: raise `limits.{self.limit}` of {agent} in "
            "agents.yaml and restart the workers, or make the task smaller"
        )
