"""Records as lines of a file: one canonical JSON object each, so that not one byte of it is free."""

from collections.abc import Callable
from typing import TypeVar

from domain.models import Value, canonical_json

Record = TypeVar("Record", bound=Value)


class Unreadable(Value):
    """A line that is no record, and why."""

    why: str


def to_line(record: Value) -> bytes:
    return canonical_json(record.model_dump(mode="json")) + b"\n"


def line_reader(model: type[Record]) -> Callable[[bytes], Record | Unreadable]:
    def read(raw: bytes) -> Record | Unreadable:
        if not raw.endswith(b"\n"):
            return Unreadable(why="the line is cut off")
        try:
            record = model.model_validate_json(raw, strict=True)
            exact = to_line(record) == raw
        except ValueError:  # pydantic's own, and text that is no Unicode
            return Unreadable(why=f"the line is no {model.__name__}")
        return record if exact else Unreadable(why="the line is not in canonical form")

    return read
