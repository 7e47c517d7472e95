"""YAML files whose mistakes are reported as ``file:line``."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import ConfigurationError
from domain.models import digest_of

Model = TypeVar("Model", bound=BaseModel)
Pointer = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """Dates stay text, as JSON has it: the file is hashed, and the models know what is a date."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class YamlFile:
    """One parsed file; ``version`` is the hash of its parsed content, so comments do not count."""

    def __init__(self, path: Path, data: Any, lines: dict[Pointer, int]) -> None:
        self.path = path
        self.data = data
        self._lines = lines

    @property
    def version(self) -> str:
        return digest_of(self.data)[:16]

    def line(self, pointer: Pointer) -> int:
        """The line of the value at ``pointer``, or of the nearest value around it; from 1."""
        while pointer not in self._lines and pointer:
            pointer = pointer[:-1]
        return self._lines.get(pointer, 1)

    def error(self, pointer: Pointer, message: str) -> ConfigurationError:
        where = ".".join(str(part) for part in pointer)
        return ConfigurationError(
            f"{self.path}:{self.line(pointer)}: {where + ': ' if where else ''}{message}"
        )

    def parse(self, model: type[Model], data: Any = None, at: Pointer = ()) -> Model:
        """Validate the whole file, or ``data`` that stands at ``at``, strictly as ``model`` says.

        Raises :class:`~domain.errors.ConfigurationError` naming file and line of the first fault.
        """
        try:
            return model.model_validate(self.data if data is None else data)
        except ValidationError as error:
            first = error.errors()[0]
            raise self.error((*at, *first["loc"]), first["msg"]) from error


def read_yaml(path: Path) -> YamlFile:
    """Raises :class:`~domain.errors.ConfigurationError` for a missing or broken file or a duplicate key."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ConfigurationError(
            f"{path}:{line}: not valid YAML: {getattr(error, 'problem', error)}"
        ) from error
    lines: dict[Pointer, int] = {}
    if node is not None:
        _locate(path, node, (), lines)
    data = yaml.load(text, Loader=_Loader) if node is not None else {}  # noqa: S506 - a SafeLoader
    return YamlFile(path, data, lines)


def _locate(path: Path, node: yaml.Node, pointer: Pointer, lines: dict[Pointer, int]) -> None:
    lines.setdefault(pointer, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise ConfigurationError(f"{path}:{key.start_mark.line + 1}: {name} stands here twice")
            seen.add(name)
            lines[(*pointer, name)] = key.start_mark.line + 1
            _locate(path, value, (*pointer, name), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _locate(path, item, (*pointer, index), lines)
