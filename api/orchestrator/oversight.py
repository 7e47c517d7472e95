"""Refusals of what people may not do beside deciding requests, put on record and answered alike."""

from http import HTTPStatus

from api.problems import ProblemError
from domain.approvals.standing import Refusal, RefusalLog


async def allow(
    refusals: RefusalLog, action: str, *, person: str, refusal: Refusal | None, subject: str
) -> None:
    """Pass where nothing is refused; else record the refusal and raise it as a problem (403)."""
    if refusal is None:
        return
    await refusals.record(action, person=person, refusal=refusal, subject=subject)
    raise ProblemError(kind=refusal.kind, status=HTTPStatus.FORBIDDEN, detail=refusal.why)
