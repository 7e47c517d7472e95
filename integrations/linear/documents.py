"""The GraphQL documents that are sent, each in a file of its own, with the fragments it uses."""

import re
from functools import cache
from importlib.resources import files

_SPREAD = re.compile(r"\.\.\.(\w+)")
_FRAGMENT = re.compile(r"^fragment (\w+) on .*?^}\n", re.MULTILINE | re.DOTALL)


@cache
def document(name: str) -> str:
    """``name`` is that of the file, as ``issue_create``."""
    fragments = {found[1]: found[0] for found in _FRAGMENT.finditer(_read("fragments"))}
    text = _read(name)
    wanted, used = _SPREAD.findall(text), dict[str, str]()
    while wanted:  # fragments use fragments
        if (each := wanted.pop()) not in used:
            used[each] = fragments[each]
            wanted += _SPREAD.findall(fragments[each])
    return "\n".join([text, *(used[each] for each in sorted(used))])


def names() -> list[str]:
    """Of all documents, without the fragments."""
    folder = files(__package__) / "documents"
    stems = (
        path.name.removesuffix(".graphql") for path in folder.iterdir() if path.name.endswith(".graphql")
    )
    return sorted(stem for stem in stems if stem != "fragments")


def _read(name: str) -> str:
    return (files(__package__) / "documents" / f"{name}.graphql").read_text(encoding="utf-8")
