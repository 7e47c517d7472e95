"""Lists of doings that are only written about: "document the dangerous commands (rm -rf, DROP DATABASE)"."""

from dataclasses import dataclass, replace

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.wording import TEXTS
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import HARMLESS, Fact, Modality
from domain.risk.reading.heads import find_heads
from domain.risk.reading.tokens import Token, is_verb

_TELLING = words(
    """
    write document draft sketch describe explain outline compose list summarise summarize illustrate discuss
    compare mention translate schreiben dokumentieren beschreiben erklaren ecrire documenter decrire expliquer
    escribir documentar describir explicar
    """
)
_MAKING = frozenset(
    {VerbClass.WRITE, VerbClass.CREATE, VerbClass.FIX, VerbClass.TRANSPORT, VerbClass.GIVE, VerbClass.READ}
)
_PUTTING = frozenset({"put", "turn", "add", "extend", "update"})
_GOES_ON = words(
    """
    then also please afterwards finally danach dann anschliessend bitte puis ensuite luego despues
    """
) | {"and then", "after that", "and also"}
"""Words that end a list: what follows is asked for again."""
_INTRODUCES = frozenset(
    {"steps", "topics", "commands", "sections", "chapters", "terms", "words", "headings", "items"}
)
_WITH = frozenset({"with", "on", "about", "covering"})
_COVERS = words(
    """
    cover covers tells tell explains describes lists shows show contain contains include includes
    enthalt enthalten behandelt zeigt erklart
    beschreibt contient montre explique decrit contiene muestra explica describe
    """
)
_SHEETS = words(
    "exercise exercises worksheet exam homework assignment syllabus curriculum workshop leaflet poster"
)
_IT = frozenset({"it", "this", "that", "they", "there", "es", "dort", "il", "elle", "on", "debe"})
_SUBJECT = 4
"""Words in which a statement names what it is about."""
_FEW = 2
"""Words in parentheses that name a doing and order none."""
_BEHIND = 400
"""Characters in which parentheses are closed."""


@dataclass(slots=True)
class Listing:
    """What of a text stands in a list that some clause before only writes about."""

    text: str
    closes: int = -1
    """The place of the parenthesis that ends the list."""
    sentence: int = -1
    """The sentence that goes on with the list to its end."""
    begun: bool = False
    before: Clause | None = None
    told: bool = False
    """Parentheses behind what tells or writes a text: whatever stands in them is its content."""

    def mean(self, clause: Clause, made: list[Fact]) -> list[Fact]:
        """The facts that were ``made`` of ``clause``, as they are meant."""
        if clause.tokens[0].text in _GOES_ON:
            self.sentence = self.closes = -1
        elif (clause.start < self.closes and (self.told or len(_words(clause.tokens)) <= _FEW)) or (
            clause.sentence == self.sentence and self._is_content(clause, made)
        ):
            return [_described(fact) for fact in made]
        return self._open(clause, made)

    def _is_content(self, clause: Clause, made: list[Fact]) -> bool:
        """What the list begins with says what it is: work on a text, a title, or doings to write about."""
        if not self.begun:
            if clause.tokens[0].has("question"):
                self.sentence = -1
                return True
            works = any(fact.operation in HARMLESS and fact.modality is Modality.ASKED for fact in made)
            if works and is_verb(clause.tokens[0], Form.BASE) and not _is_bare(clause.tokens):
                self.sentence = -1
                return False
        self.begun = True
        return True

    def _open(self, clause: Clause, made: list[Fact]) -> list[Fact]:
        before, self.before = self.before, clause
        opening = self.text.find("(", clause.start, clause.end)
        introduces = _introduces(clause.tokens) or self.text[clause.end : clause.end + 1] == ":"
        if opening < 0 and not introduces:
            return made
        lead = [token for token in clause.tokens if opening < 0 or token.start < opening]
        tells = bool(lead) and (_tells(replace(clause, tokens=lead)) or self._goes_on_telling(lead, before))
        if not tells and clause.tokens[0].has("subordinator") and before is not None:
            tells = before.sentence == clause.sentence and _tells(before)
        if lead and opening >= 0:
            made = self._put_in_parentheses(opening, made, tells=tells)
        if tells and introduces:
            self.sentence, self.begun = clause.sentence, _introduces(clause.tokens)
        return made

    def _goes_on_telling(self, lead: list[Token], before: Clause | None) -> bool:
        """In "write the chapter. It should explain the path of a change: ..." the chapter tells it."""
        about = any(
            token.word.lemma.partition(" ")[0] in _TELLING or token.text in _COVERS for token in lead[1:]
        )
        if not about or any(is_verb(token, Form.BASE) for token in lead[:1]):
            return False
        named = any(not (TEXTS | _SHEETS).isdisjoint(token.text.split()) for token in lead[:_SUBJECT])
        return named or (lead[0].text in _IT and before is not None and _tells(before))

    def _put_in_parentheses(self, opening: int, made: list[Fact], *, tells: bool) -> list[Fact]:
        closing = self.text.find(")", opening, opening + _BEHIND)
        calm = not any(_acts(fact) and "command" not in fact.notes for fact in made)
        orders = any("command" in fact.notes for fact in made) and not tells
        if closing < 0 or not calm or orders:
            return made
        self.closes, self.told = closing, tells
        return [_described(fact) if "command" in fact.notes else fact for fact in made]


def _words(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not token.punctuation]


def _is_bare(tokens: list[Token]) -> bool:
    """In "the steps: review, merge, rollout" the first one is no order to review."""
    return len(tokens) == 1 or bool(tokens[1].punctuation)


def _acts(fact: Fact) -> bool:
    return fact.modality is Modality.ASKED and fact.operation not in HARMLESS


def _described(fact: Fact) -> Fact:
    return replace(fact, modality=Modality.DESCRIBED) if _acts(fact) else fact


def _introduces(tokens: list[Token]) -> bool:
    """In "a checklist with the steps tag, build"."""
    return any(
        token.text in _INTRODUCES and any(item.text in _WITH for item in tokens[max(0, place - 3) : place])
        for place, token in enumerate(tokens[:-1])
    )


def _tells(clause: Clause) -> bool:
    """It asks for a text, and says which."""
    heads = [head for head in find_heads(clause) if head.modality is Modality.ASKED and not head.nominal]
    if not heads or heads[0].asks or heads[0].unknown:
        return False
    verb = clause.tokens[heads[0].place]
    behind = clause.tokens[heads[0].place + 1 :]
    if not _words(behind):
        return False
    if verb.word.lemma in _TELLING:
        return True
    text = any(not TEXTS.isdisjoint(token.text.split()) or token.path for token in behind)
    makes = verb.word.verb in _MAKING or verb.word.lemma in _PUTTING
    return text and makes
