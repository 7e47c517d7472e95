"""How much of a text is shown to people."""

_SHOWN = 160
"""Characters of a clause that are shown."""


def shorten(text: str) -> str:
    """As much of ``text`` as is shown of a clause."""
    squeezed = " ".join(text[: 2 * _SHOWN].split())
    return squeezed if len(squeezed) <= _SHOWN else squeezed[: _SHOWN - 1] + "…"
