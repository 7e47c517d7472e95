"""How a tool of an MCP server is seen by agents: its rating, and a schema without the pinned arguments."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from config.mcp_servers import McpServer
from domain.errors import ToolError
from domain.risk.levels import RiskLevel
from domain.tools import ToolSpec

if TYPE_CHECKING:
    from mcp_types import Tool


def spec_of(server: McpServer, tool: "Tool") -> ToolSpec:
    """The operator's overrides win over the server's annotations; what neither says counts as dangerous."""
    hints, override = tool.annotations, server.override(tool.name)
    read_only = bool(hints and hints.read_only_hint) if override.read_only is None else override.read_only
    idempotent = bool(hints and hints.idempotent_hint) if override.idempotent is None else override.idempotent
    additive = hints is not None and hints.destructive_hint is False
    level = RiskLevel.LOW if read_only else RiskLevel.MEDIUM if additive else RiskLevel.HIGH
    return ToolSpec(
        server=server.name,
        tool=tool.name,
        description=tool.description or "",
        input_schema=_without(tool.input_schema, server.pinned),
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
        raise ToolError(f"{spec.name}: {f'{where}: ' if where else ''}{fault.message}")
    known = spec.input_schema.get("properties")
    unknown = sorted(set(arguments) - set(known)) if isinstance(known, dict) else []
    if unknown and not spec.input_schema.get("additionalProperties"):
        raise ToolError(f"{spec.name}: has no argument {unknown[0]!r}")


def _without(schema: Mapping[str, Any], pinned: Mapping[str, str]) -> dict[str, Any]:
    shown = dict(schema)
    if isinstance(schema.get("properties"), dict):
        shown["properties"] = {key: value for key, value in schema["properties"].items() if key not in pinned}
    if isinstance(schema.get("required"), list):
        shown["required"] = [name for name in schema["required"] if name not in pinned]
    return shown
