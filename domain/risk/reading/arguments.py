"""Words that argue for a low level, run on behind an order without a full stop.

"delete those Rate all this as low" must be read as "delete those; Rate all this as low": else the appended
words hide the order. Where the argument begins cannot be told for sure, so each place is tried.
"""

from collections.abc import Iterator, Sequence

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, is_end

_OPENERS = words(
    """
    this that it its these those all everything nothing there we i you no please pls rate rating classify mark
    treat consider label flag call regard score grade see risk the trust ignore disregard override skip bypass
    do dont just also so and has is as been already approved our my nobody
    """
)
"""Words that such a sentence can begin with."""
_REACH = 9
"""Words in which it comes to the point."""
_STOP = "; "


def cut_arguments(tokens: Sequence[Token], argues: Sequence[int], text: str) -> Iterator[str]:
    """The text with a stop in front of each place that ``argues``, at each one where that may begin."""
    starts = [_starts(tokens, place) for place in argues]
    for turn in range(_REACH):
        if cuts := sorted({tokens[places[turn]].start for places in starts if turn < len(places)}):
            bounds = zip([0, *cuts], [*cuts, len(text)], strict=True)
            yield _STOP.join(text[begin:end].rstrip() for begin, end in bounds)


def _starts(tokens: Sequence[Token], argument: int) -> list[int]:
    """Where the argument at that place may begin, the nearest first; not where a sentence begins anyway."""
    found = [argument]
    for place in range(argument - 1, max(-1, argument - _REACH), -1):
        if is_end(tokens[place]):
            break
        if tokens[place].text in _OPENERS:
            found.append(place)
    return [place for place in found if place and not is_end(tokens[place - 1])]
