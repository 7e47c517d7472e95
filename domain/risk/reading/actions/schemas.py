"""Whether a change of a schema is spoken of."""

from collections.abc import Sequence

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token

_TABLES = words("table tables column columns schema index constraint tabelle tabla spalte columna colonne")


def names_a_schema(tokens: Sequence[Token]) -> bool:
    """In "the migration that splits the address column" it is said what becomes of a table."""
    return any(not _TABLES.isdisjoint(token.text.split()) for token in tokens)
