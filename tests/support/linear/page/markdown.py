"""Markdown as the page shows it: no raw HTML, and a checklist whose boxes can be ticked."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

BOXES = "boxes"
"""The id of the form that the boxes' buttons belong to."""
_RENDERER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_SHOWN_BOX = re.compile(r"<li>(\n?<p>)?\[([ xX])\] ")
_BOX = re.compile(r"\[([ xX])\] ")


def render(text: str, *, tickable: bool = False) -> str:
    """HTML. Boxes are buttons of the form ``BOXES`` where they are ``tickable``, and signs elsewhere."""
    tokens = _RENDERER.parse(text)
    lines = _lines_of_boxes(tokens)

    def box(match: re.Match[str]) -> str:
        sign, line = "☐" if match[2] == " " else "☑", next(lines)
        button = f'<button form="{BOXES}" name="line" value="{line}" title="tick">{sign}</button>'
        return f'<li class="task">{match[1] or ""}{button if tickable else sign} '

    return _SHOWN_BOX.sub(box, _RENDERER.renderer.render(tokens, _RENDERER.options, {}))


def ticked(text: str, line: int) -> str:
    """The markdown with the box of that line, counted from 0, turned over."""
    lines = text.split("\n")
    match = _BOX.search(lines[line]) if 0 <= line < len(lines) else None
    if match:
        at = match.start(1)
        lines[line] = lines[line][:at] + ("x" if match[1] == " " else " ") + lines[line][at + 1 :]
    return "\n".join(lines)


def _lines_of_boxes(tokens: list[Token]) -> Iterator[int]:
    for item, text in zip(tokens, tokens[2:], strict=False):
        if item.type == "list_item_open" and item.map and _BOX.match(text.content):
            yield item.map[0]
