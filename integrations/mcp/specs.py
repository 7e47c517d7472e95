"""How a tool of an MCP server is seen by agents: its rating, and a schema without the pinned arguments."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from domain.risk.levels import RiskLevel
from domain.tool_listings import ToolListing
from domain.tools import ToolSpec

if TYPE_CHECKING:
    from mcp_types import Tool

MESSAGE_LIMIT = 500
"""Characters of what is quoted from a caller's arguments."""


def listing_of(tool: "Tool") -> ToolListing:
    """What a model or a rating could be swayed by, verbatim."""
    hints = tool.annotations
    return ToolListing(
        tool=tool.name,
        title=tool.title or "",
        description=tool.description or "",
        input_schema=tool.input_schema,
        annotations=hints.model_dump(mode="json", by_alias=True, exclude_none=True) if hints else {},
    )


def spec_of(server: McpServer, listing: ToolListing) -> ToolSpec:
    """The operator's overrides win over the server's annotations; what neither says counts as dangerous."""
    hints, override = listing.annotations, server.override(listing.tool)
    read_only = hints.get("readOnlyHint") is True if override.read_only is None else override.read_only
    idempotent = hints.get("idempotentHint") is True if override.idempotent is None else override.idempotent
    additive = hints.get("destructiveHint") is False
    level = RiskLevel.LOW if read_only else RiskLevel.MEDIUM if additive else RiskLevel.HIGH
    return ToolSpec(
        server=server.name,
        tool=listing.tool,
        description=listing.description,
        input_schema=_without(listing.input_schema, server.pinned),
        read_only=read_only,
        idempotent=idempotent,
        destructive=not (read_only or additive),
        level=override.level or level,
    )


def check_arguments(spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
    """Raises :class:`~domain.errors.ToolError` naming the argument that the schema does not allow.

    References in a schema are followed within it only: nothing is fetched.
    """
    import jsonschema  # slow to import
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    validator = jsonschema.Draft202012Validator(spec.input_schema or {"type": "object"}, registry=Registry())
    try:
        fault = next(iter(validator.iter_errors(dict(arguments))), None)
    except (jsonschema.SchemaError, jsonschema.exceptions.UnknownType, Unresolvable) as error:
        raise ToolError(f"{spec.name}: the server's schema is not valid: {error}") from error
    if fault is not None:
        where = ".".join(str(part) for part in fault.absolute_path)
        raise _refused(spec, f"{f'{where}: ' if where else ''}{fault.message[:MESSAGE_LIMIT]}")
    known = spec.input_schema.get("properties")
    unknown = sorted(set(arguments) - set(known)) if isinstance(known, dict) else []
    if unknown and not spec.input_schema.get("additionalProperties"):
        raise _refused(spec, f"has no argument {unknown[0][:MESSAGE_LIMIT]!r}")


def _refused(spec: ToolSpec, why: str) -> ToolError:
    return ToolError(f"{spec.name}: {why}", fault=ToolFault.ARGUMENTS)


def _without(schema: Mapping[str, Any], pinned: Mapping[str, str]) -> dict[str, Any]:
    shown = dict(schema)
    if isinstance(schema.get("properties"), dict):
        shown["properties"] = {key: value for key, value in schema["properties"].items() if key not in pinned}
    if isinstance(schema.get("required"), list):
        shown["required"] = [name for name in schema["required"] if name not in pinned]
    return shown
