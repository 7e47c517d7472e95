"""How far a command line reaches in a text, whatever clauses the prose reader sees in it."""

import re

_STEP = re.compile(
    r"(?<=[\s=])'[^']{0,400}'|(?<=[\s=])\"[^\"]{0,400}\"|\|\s*(?:sudo\s+)?(?:xargs|(?:ba|z|da|k)?sh)\b"
    r"|(?P<end>[`;|]|\n(?!\s*\S+\s*(?:\n|$))|&&"
    r"|(?<=[\w)\]\"'`}])[,.:?!](?=\s|$)|\s#\s"
    r"|\s(?:--|[–—-])\s(?=[a-z]+ [a-z]+ )|['\"”](?=[\s,.;)]|$))"
)


def extent(text: str, start: int, limit: int) -> int:
    """Where the command that starts at ``start`` ends, not behind ``limit``.

    Quoted arguments belong to it, with all that they hold; so does a pipe into a shell.
    """
    place = start
    while match := _STEP.search(text, place, limit):
        if match["end"]:
            return match.start()
        place = match.end()
    return limit
