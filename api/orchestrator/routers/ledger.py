"""The ledger as it is, for whoever verifies it: nothing here is judged by this API."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.orchestrator.dependencies import Known, Ledger
from api.problems import responses
from domain.ledger.entries import LARGEST

router = APIRouter(prefix="/ledger", tags=["ledger"], responses=responses(401))


class Entry(BaseModel):
    """``hash`` is sha256 of ``seq``, ``prev_hash`` and ``body``, joined by line feeds.

    ``body`` is JSON as text: the hash is over its bytes.
    """

    seq: int = Field(examples=[42])
    prev_hash: str
    hash: str
    request_id: str | None
    event_key: str
    body: str


class Entries(BaseModel):
    """``head`` is the number of the newest entry, 0 for none: read on with ``after`` until you have it."""

    entries: list[Entry]
    head: int


@router.get("/entries", summary="Entries of the ledger, in their order")
async def read_entries(
    _principal: Known,
    ledger: Ledger,
    after: Annotated[int, Query(ge=0, le=LARGEST, description="`seq` of the last one seen")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Entries:
    """Entries are only ever added: what was read stays true. `devtools ledger verify` checks them."""
    head = await ledger.store.head()
    entries = await ledger.store.entries(after=after, limit=limit)
    return Entries(
        entries=[Entry.model_validate(entry.model_dump()) for entry in entries], head=head.seq if head else 0
    )
