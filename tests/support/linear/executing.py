"""Execute GraphQL documents of Linear's API against the loopback's state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    parse,
    validate,
)

from tests.support.linear import graph
from tests.support.linear.entities import User
from tests.support.linear.errors import InvalidDocumentError, LinearError
from tests.support.linear.mutations import MUTATIONS
from tests.support.linear.paging import connection
from tests.support.linear.payloads import iso
from tests.support.linear.world import World

SCHEMA_FILE = Path(__file__).with_name("schema.graphql")
_BLANKS: Mapping[str, Any] = {
    "Boolean": False,
    "Float": 0,
    "Int": 0,
    "String": "",
    "JSONObject": {},
    "JSON": {},
}


@dataclass(frozen=True)
class Context:
    world: World
    viewer: User


@cache
def loopback_schema() -> GraphQLSchema:
    """What is checked in as ``schema.graphql``."""
    return build_schema(SCHEMA_FILE.read_text(encoding="utf-8"))


def execute(
    world: World, viewer: User, document: str, variables: Mapping[str, Any] | None, operation: str | None
) -> dict[str, Any]:
    """``data`` and ``errors`` as Linear answers them; raises InvalidDocumentError."""
    schema = loopback_schema()
    try:
        parsed = parse(document)
    except GraphQLError as error:
        raise InvalidDocumentError(error.message) from error
    if refused := validate(schema, parsed):
        raise InvalidDocumentError(refused[0].message)
    result = execute_sync(
        schema,
        parsed,
        context_value=Context(world, viewer),
        variable_values=dict(variables or {}),
        operation_name=operation,
        field_resolver=_resolve,
    )
    # a variable that does not fit its type; whatever a resolver raises has another cause
    misfits = [each for each in result.errors or () if not each.path]
    if result.data is None and misfits:
        raise InvalidDocumentError(misfits[0].message)
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_entry(error) for error in result.errors]
    return answer


def _entry(error: GraphQLError) -> dict[str, Any]:
    cause = error.original_error
    if not isinstance(cause, LinearError):
        raise error  # the loopback's own mistake
    return {**cause.entry, "path": error.path}


def _resolve(source: Any, info: GraphQLResolveInfo[Context], **arguments: Any) -> Any:
    context = info.context
    match info.parent_type.name:
        case "Query":
            found = _root(context, info, arguments)
        case "Mutation":
            return MUTATIONS[info.field_name](context.world, context.viewer, arguments)
        case _:
            found = _read(context, source, info.field_name)
    kind = get_named_type(info.return_type)
    if kind.name.endswith("Connection"):
        items = found if isinstance(found, list) else []
        return connection(context.world, items, arguments)
    value = _blank(context, info.return_type) if found is graph.UNKNOWN else found
    return iso(value) if isinstance(value, datetime) else value


def _root(context: Context, info: GraphQLResolveInfo[Context], arguments: Mapping[str, Any]) -> Any:
    kind = get_named_type(info.return_type).name
    if kind.endswith("Connection"):
        return graph.roots(context.world, kind.removesuffix("Connection"))
    if info.field_name == "viewer":
        return context.viewer
    if info.field_name == "organization":
        return context.world.organization
    return graph.root(context.world, kind, arguments.get("id") or "")


def _read(context: Context, source: Any, name: str) -> Any:
    if isinstance(source, Mapping):
        return source.get(name, graph.UNKNOWN)
    if name == "isMe":
        return source is context.viewer
    return graph.read(context.world, source, name)


def _blank(context: Context, kind: GraphQLOutputType) -> Any:
    """For what the API has and the loopback does not keep: null, or the least that the type allows."""
    if not is_non_null_type(kind):
        return None
    inner = get_nullable_type(kind)
    if is_list_type(inner):
        return []
    if isinstance(inner, GraphQLEnumType):
        return next(iter(inner.values.values())).value
    if isinstance(inner, GraphQLObjectType):
        return {}
    named = get_named_type(inner).name
    return context.world.now() if named == "DateTime" else _BLANKS[named]
