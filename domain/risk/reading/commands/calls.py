"""A command line, cut into its program and arguments."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.tables import SUBCOMMANDS, Does

_UNQUOTED = str.maketrans("\"`'", "   ")
_MAX = 400
"""Characters of a command that are looked at."""
_MOST = 60
"""Words of a command that are looked at."""
_BIN = re.compile(r"(?:\.{0,2}/)?(?:[\w.-]{1,30}/){0,5}(?:s?bin/)|\./")
_PROSE = words(
    """
    is are was were the a an in on to of for and with from fails failed does has have had should it this that
    them our my your all any every we you i or but so as by at into than when if not needs must will can
    """
)
_TECHNICAL = re.compile(r"[-./:=_$@\d*\\{(<>|&]")


@dataclass(frozen=True, slots=True)
class Call:
    """In lower case. ``arguments`` are without quotation marks; ``line`` is as it was written."""

    program: str
    arguments: list[str]
    line: str

    @property
    def first(self) -> str:
        return self.arguments[0] if self.arguments else ""

    def has(self, *arguments: str) -> bool:
        return any(word in arguments for word in self.arguments)

    @property
    def operands(self) -> list[str]:
        """All but the flags."""
        return [word for word in self.arguments if not word.startswith("-")]

    @property
    def is_prose(self) -> bool:
        """What follows the program's name is a word of a sentence."""
        return self.first in _PROSE

    @property
    def is_technical(self) -> bool:
        """Something in it is no word: a flag, a path, an address, a number."""
        return any(_TECHNICAL.search(word) for word in self.arguments)


Reader = Callable[[Call], Does | None]
"""None where the line is prose, or says nothing to us."""


def parse(line: str) -> Call:
    line = line[:_MAX].casefold()
    called, *arguments = line.translate(_UNQUOTED).split()[:_MOST] or [""]
    arguments = [word.rstrip(".,;)") or word for word in arguments]
    program = program_named(called.rstrip(":,;"))
    if program in {"docker-compose", "podman-compose"}:
        program, arguments = "docker", ["compose", *arguments]
    return Call(program, arguments, line)


def program_named(word: str) -> str:
    """``./bin/rails`` is ``rails``."""
    if word in SUBCOMMANDS or "/" not in word:
        return word
    if match := _BIN.match(word):
        return word[match.end() :]
    return word


def is_program(word: str) -> bool:
    return program_named(word) in SUBCOMMANDS or word in {"docker-compose", "podman-compose"}


def is_prose_word(word: str) -> bool:
    return word in _PROSE
