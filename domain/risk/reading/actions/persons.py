"""What is stored of one person: "correct Mr Blake's address", "change Bob's email to bob@example.org"."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.tokens import Token

_VALUES = words(
    "email e-mail mail address phone number birthday birthdate surname iban postcode salary balance"
)
_TITLES = words("mr mrs ms miss dr herr frau")
_NAME = 4
"""Words of a person's name and what is theirs."""


def persons_value_changed(scene: Scene) -> Action | None:
    """In "correct Mr Blake's address": a name that we do not know, and what is stored of people."""
    named = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    if not 1 < len(named) <= _NAME or scene.phrase.determined or scene.in_code or scene.clause_names_files:
        return None
    *name, value = named
    person = all(_may_be_a_name(token) for token in name)
    theirs = person and value.text in _VALUES
    return Action(Operation.MODIFY, Resource.CUSTOMER_DATA) if theirs else None


def _may_be_a_name(token: Token) -> bool:
    return token.text in _TITLES or (token.text.isalpha() and not token.word.known)
