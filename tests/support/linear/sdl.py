"""Linear's GraphQL schema, rebuilt from the types that npm ``@linear/sdk`` ships: no SDL is published.

``dist/index-*.d.mts`` is what graphql-codegen wrote for TypeScript: every type, field, argument, input and
enum of the API. ``python -m tests.support.linear.sdl`` writes ``schema.graphql`` anew: the part that the
loopback Linear answers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from graphql import GraphQLSchema, build_schema

from tests.support.linear import sdk
from tests.support.linear.executing import SCHEMA_FILE
from tests.support.linear.subset import subset_of

_BUILT_IN = frozenset({"ID", "String", "Boolean", "Int", "Float"})
_DOC = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_MAYBE = re.compile(r"(?:Input)?Maybe<(.*)>")
_ARRAY = re.compile(r"Array<(.*)>")
_SCALAR = re.compile(r'Scalars\["(\w+)"\]')
_NAME = re.compile(r"(\w+)(?:\$\d+)?")
_SCALARS = re.compile(r"^type Scalars = \{(.*?)^\};", re.DOTALL | re.MULTILINE)
_FIRST_FRAGMENT = re.compile(r"^type \w+Fragment(?:\$\d+)? = ", re.MULTILINE)
_ENUM = re.compile(r"^declare enum (\w+) \{(.*?)^\}", re.DOTALL | re.MULTILINE)
_UNION = re.compile(r"^type (\w+) = (\w+(?: \| \w+)+);", re.MULTILINE)
_OBJECT = re.compile(
    r"^type (\w+)(?:\$\d+)? = ((?:\w+ & )*)\{\n(.*?)^\};",
    re.DOTALL | re.MULTILINE,
)
_FIELD = re.compile(r"(\w+)(\?)?: (.*);")


@dataclass(frozen=True)
class _Field:
    """A field or argument: ``type`` in GraphQL's notation, without the last exclamation mark."""

    name: str
    type: str
    required: bool
    optional: bool


@dataclass(frozen=True)
class _Object:
    name: str
    is_output: bool
    parents: list[str]
    fields: list[_Field]


@dataclass
class _Types:
    scalars: list[str]
    enums: dict[str, list[str]] = field(default_factory=dict)
    unions: dict[str, list[str]] = field(default_factory=dict)
    objects: dict[str, _Object] = field(default_factory=dict)
    arguments: dict[str, list[_Field]] = field(default_factory=dict)


def rebuild(declarations: str) -> str:
    """The whole API's SDL from the text of ``index-*.d.mts``; ValueError for a type it cannot read."""
    types = _read(declarations)
    interfaces = {parent for each in types.objects.values() for parent in each.parents}
    blocks = [f"scalar {name}" for name in types.scalars]
    blocks += [_block(f"enum {name}", values) for name, values in types.enums.items()]
    blocks += [f"union {name} = {' | '.join(members)}" for name, members in types.unions.items()]
    for each in types.objects.values():
        if each.is_output:
            blocks += [_output("type", each, types)] if each.fields else []
        elif each.name in interfaces:
            blocks += [_output("interface", each, types)] if each.fields else []
        else:
            blocks.append(_block(f"input {each.name}", (_input_line(item) for item in each.fields)))
    return "\n\n".join(blocks) + "\n"


@cache
def full_sdl() -> str:
    """The whole API's SDL. Installs the SDK at first; about 2 s after that."""
    return rebuild(sdk.declarations())


@cache
def full_schema() -> GraphQLSchema:
    """The whole API, to validate documents against: 1,300 types and more. Needs Node.js with npm."""
    return build_schema(full_sdl())


def subset_sdl() -> str:
    """What ``schema.graphql`` holds when it is up to date."""
    return subset_of(full_schema(), sdk.operations(), version=sdk.version())


def _read(declarations: str) -> _Types:
    body = declarations[declarations.index("/** All built-in and custom scalars") :]
    head = _SCALARS.search(body)
    if head is None:
        raise ValueError("the declarations have no type Scalars")
    names = re.findall(r"^  (\w+):", _DOC.sub("", head.group(1)), re.MULTILINE)
    types = _Types(scalars=[name for name in names if name not in _BUILT_IN])
    rest = body[head.end() :]
    operations = _FIRST_FRAGMENT.search(rest)
    rest = rest[: operations.start()] if operations else rest
    for found in _ENUM.finditer(rest):
        types.enums[found.group(1)] = re.findall(r'=\s*"([^"]+)"', _DOC.sub("", found.group(2)))
    for found in _OBJECT.finditer(rest):
        _read_object(types, *found.groups())
    for found in _UNION.finditer(rest):
        members = found.group(2).split(" | ")
        if all(member in types.objects for member in members):
            types.unions[found.group(1)] = members
    return types


def _read_object(types: _Types, name: str, parents: str, block: str) -> None:
    is_operation = "Pick<" in block or name.endswith(("Fragment", "Variables"))
    if is_operation or name in types.objects or name in types.arguments:
        return
    fields = _read_fields(block)
    if fields is None:
        return
    is_output = '__typename?: "' in block
    if name.endswith("Args") and not is_output:
        types.arguments[_key(name)] = fields
        return
    named = [each.strip() for each in parents.split("&") if each.strip()]
    types.objects[name] = _Object(name, is_output=is_output, parents=named, fields=fields)


def _read_fields(block: str) -> list[_Field] | None:
    """None where a line is no field: the block is then TypeScript's own, not the API's."""
    lines = [line.strip() for line in _DOC.sub("", block).split("\n")]
    found = [_FIELD.fullmatch(line) for line in lines if line and not line.startswith("__typename")]
    if None in found:
        return None
    fields = []
    for match in filter(None, found):
        name, optional, typed = match.groups()
        text, required = _graphql_type(typed)
        fields.append(_Field(name, text, required=required, optional=optional is not None))
    return fields


def _graphql_type(typescript: str) -> tuple[str, bool]:
    """``Maybe<Array<Scalars["String"]>>`` is ``[String!]``, not required."""
    text = typescript.strip()
    if match := _MAYBE.fullmatch(text):
        return _graphql_type(match.group(1))[0], False
    if match := _ARRAY.fullmatch(text):
        inner, required = _graphql_type(match.group(1))
        return f"[{inner}{'!' if required else ''}]", True
    if match := _SCALAR.fullmatch(text) or _NAME.fullmatch(text):
        return match.group(1), True
    raise ValueError(f"no GraphQL type is known for {typescript}")


def _output(kind: str, each: _Object, types: _Types) -> str:
    fields = list(each.fields)
    if each.is_output:
        own = {item.name for item in fields}
        inherited = [types.objects[parent].fields for parent in each.parents if parent in types.objects]
        fields += [item for items in inherited for item in items if item.name not in own]
    implements = f" implements {' & '.join(each.parents)}" if each.is_output and each.parents else ""
    return _block(f"{kind} {each.name}{implements}", (_output_line(each, item, types) for item in fields))


def _output_line(each: _Object, item: _Field, types: _Types) -> str:
    arguments = types.arguments.get(_key(f"{each.name}{item.name}Args"))
    listed = ", ".join(f"{a.name}: {a.type}{'!' if a.required else ''}" for a in arguments or ())
    return f"{item.name}{f'({listed})' if listed else ''}: {item.type}{'!' if item.required else ''}"


def _input_line(item: _Field) -> str:
    return f"{item.name}: {item.type}{'!' if item.required and not item.optional else ''}"


def _block(head: str, lines: Iterable[str]) -> str:
    return "\n".join([f"{head} {{", *(f"  {line}" for line in lines), "}"])


def _key(name: str) -> str:
    """Codegen's capitals differ between a field and its arguments' type."""
    return name.casefold().replace("_", "")


if __name__ == "__main__":
    SCHEMA_FILE.write_text(subset_sdl(), encoding="utf-8")
