"""Commas that end a clause in German and in Chinese."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, is_han, is_infinitive, is_verb

COMMAS = frozenset({",", "\uff0c", "\u3001"})
_ASSENT = words(
    """
    machst macht machen du ihr das es mal bitte ja ok okay gell oder ne nicht wahr geht klar passt gut
    einverstanden
    ubernimmst ubernehmt kannst konntest schaffst schafft hin bekommst kriegst kummerst dich darum heute noch
    tu t en occupes peux ca faire le fais veux bien d accord c est bon possible vous pouvez merci entendu
    faisable pour toi
    """
)
_POSSIBLE = words(
    """
    moglich machbar okay ok drin denkbar recht
    """
)
_LEADS = words(
    """
    bitte mal heute noch du ihr das es merci pour toi
    """
)
_TAG = 6
"""Words of a question that asks for assent."""
_LONGEST = 80
"""Tokens that are looked at behind a comma."""


def chinese_verb_ahead(sentence: list[Token], place: int) -> bool:
    """Chinese strings its sentences together with commas; one with a verb of its own stands alone."""
    han = verb = False
    for token in sentence[place : place + _LONGEST]:
        if token.punctuation in COMMAS:
            break
        han = han or is_han(token)
        verb = verb or is_verb(token, Form.BASE) or token.has("finite")
    return han and verb


def ends_in_tag(sentence: list[Token]) -> bool:
    """The question only asks for assent: "..., machst du das?", "..., d'accord ?"."""
    comma = next((n for n in range(len(sentence) - 1, 0, -1) if sentence[n].punctuation in COMMAS), None)
    if comma is None or len(sentence) - comma - 1 > _TAG:
        return False
    texts = {word for token in sentence[comma + 1 :] for word in token.text.split()}
    return texts <= _ASSENT and not texts <= _LEADS


def wonders(current: list[Token]) -> bool:
    """In "Ist es gefährlich, die Tabelle zu leeren?" what stands behind the comma is not asked for."""
    opens = [token.text for token in current[:2]]
    if opens not in (["ist", "es"], ["war", "es"], ["lohnt", "es"], ["macht", "es"]):
        return False
    return not any(token.text in _POSSIBLE for token in current)


def german_order_ahead(sentence: list[Token], place: int, current: list[Token]) -> bool:
    """In "Der Dienst hängt, in Produktion neu starten" the order ends in an infinitive of its own."""
    if not any(token.has("finite") for token in current):
        return False
    end = next((n for n in range(place, len(sentence)) if sentence[n].punctuation), len(sentence))
    order = sentence[place:end]
    finite = any(token.has("modal", "subordinator", "question") or token.text == "zu" for token in order)
    return len(order) > 1 and is_infinitive(order[-1]) and not finite


def ends_in_infinitive(current: list[Token]) -> bool:
    """A German order ends before the comma ("... neu starten, haengt seit heute")."""
    words = [token for token in current if not token.punctuation]
    return len(words) > 1 and is_infinitive(words[-1])
