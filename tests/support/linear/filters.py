"""Linear's filters: comparators on fields, nested ones for relations, ``some`` and so on for collections."""

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.linear.entities import Entity
from tests.support.linear.errors import InputRefusedError
from tests.support.linear.graph import UNKNOWN, read
from tests.support.linear.store import Store

Filter = Mapping[str, Any]
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_NOT_THERE: Mapping[str, bool] = {"neq": True, "nin": True, "neqIgnoreCase": True}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "neq": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, given: value in given,
    "nin": lambda value, given: value not in given,
    "eqIgnoreCase": lambda value, given: value.casefold() == given.casefold(),
    "neqIgnoreCase": lambda value, given: value.casefold() != given.casefold(),
    "contains": lambda value, given: given in value,
    "notContains": lambda value, given: given not in value,
    "containsIgnoreCase": lambda value, given: given.casefold() in value.casefold(),
    "notContainsIgnoreCase": lambda value, given: given.casefold() not in value.casefold(),
    "containsIgnoreCaseAndAccent": lambda value, given: _plain(given) in _plain(value),
    "startsWith": lambda value, given: value.startswith(given),
    "startsWithIgnoreCase": lambda value, given: value.casefold().startswith(given.casefold()),
    "notStartsWith": lambda value, given: not value.startswith(given),
    "endsWith": lambda value, given: value.endswith(given),
    "notEndsWith": lambda value, given: not value.endswith(given),
}


def matches(store: Store, entity: Entity, wanted: Filter) -> bool:
    """Refused with INPUT_ERROR where the filter names what the loopback does not keep."""
    return all(
        _field_matches(store, entity, name, given) for name, given in wanted.items() if given is not None
    )


def _field_matches(store: Store, entity: Entity, name: str, given: Any) -> bool:
    if name == "and":
        return all(matches(store, entity, each) for each in given)
    if name == "or":
        return any(matches(store, entity, each) for each in given)
    value = read(store, entity, name)
    if value is UNKNOWN:
        raise InputRefusedError(
            f"the loopback Linear has no filter on {name}", "This filter is not supported."
        )
    if isinstance(value, list):
        return _collection_matches(store, value, given)
    if isinstance(value, Entity) or (value is None and not _is_comparator(given)):
        return _relation_matches(store, value, given)
    return all(_compare(store, value, how, operand) for how, operand in given.items())


def _relation_matches(store: Store, related: Entity | None, given: Filter) -> bool:
    if related is None:
        return given.get("null") is True
    rest = {name: each for name, each in given.items() if name != "null"}
    return given.get("null") is not True and matches(store, related, rest)


def _collection_matches(store: Store, items: list[Any], given: Filter) -> bool:
    """Fields that are named without ``some`` or ``every`` mean ``some``."""
    rest = {name: each for name, each in given.items() if name not in {"some", "every", "length", "null"}}
    wanted = [
        any(matches(store, item, given["some"]) for item in items) if "some" in given else True,
        all(matches(store, item, given["every"]) for item in items) if "every" in given else True,
        any(matches(store, item, rest) for item in items) if rest else True,
        (not items) is given["null"] if "null" in given else True,
    ]
    lengths = given.get("length") or {}
    return all(wanted) and all(_COMPARE[how](len(items), operand) for how, operand in lengths.items())


def _is_comparator(given: Filter) -> bool:
    return bool(given) and all(how in _COMPARE or how == "null" for how in given)


def _compare(store: Store, value: Any, how: str, operand: Any) -> bool:
    if how == "null":
        return (value is None) is operand
    if value is None:
        return _NOT_THERE.get(how, False)
    if isinstance(value, datetime):
        many = isinstance(operand, list)
        operand = [_moment(store, each) for each in operand] if many else _moment(store, operand)
    return _COMPARE[how](value, operand)


def _moment(store: Store, given: str) -> datetime:
    """A date and time, or a duration from now: ``-P2W``, ``-PT15M``."""
    if (match := _DURATION.fullmatch(given)) and given not in {"P", "-P"}:
        parts = {name: int(each) for name, each in match.groupdict().items() if name != "sign" and each}
        away = timedelta(**parts)
        return store.now() - away if match["sign"] else store.now() + away
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise InputRefusedError(f"{given} is no date", "This is no date.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
