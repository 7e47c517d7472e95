"""What a verb is done to: the head of the noun phrase beside it."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, Word
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import DANGER, Environment, Operation, Resource
from domain.risk.reading.tokens import Token, is_han, is_verb

OF = words(
    """
    of de del du des d di von vom der zum zur aller unserer samtlicher dieser
    """
)
_KEEPS_ITS_NAME = frozenset({Resource.CODE, Resource.SECRET, Resource.PERMISSION, Resource.NETWORK})
_ALL = words(
    """
    everything all alles tout todo 一切
    """
) | {"all of it", "the lot", "the whole thing", "le tout"}
_DEFINITE = words(
    """
    the our my den die das la le el los las les mis nuestro nuestra nuestros nuestras
    """
)
_CONTAINERS = words(
    """
    folder folders directory files list entries index
    """
)
_PARTS_OF_GUARDS = words(
    """
    exception exceptions rule rules entry entries record records setting settings policy policies
    """
)
"""In "firewall exception" and "admin account" the first word matters."""
_APPLIANCES = frozenset({Resource.SERVICE, Resource.INFRASTRUCTURE})
"""What belongs to the network when its name says so: "VPN gateway", "DNS server"."""
_NAMED = (Resource.DATABASE, Resource.INFRASTRUCTURE)
"""What names of its own are given to: "the namespaces demo-a to demo-f"."""
_REST = words(
    """
    rest others other remainder remaining leftovers ones
    """
)
_ROMANCE = words(
    """
    le la les l du des un une ce cet cette ces notre nos mes tes ses leurs el los las del una nuestro
    nuestra nuestros nuestras
    """
)
_FORMATS = words("pdf csv xml json excel xls xlsx png jpg jpeg zip html word")
_THEIRS = words(
    """
    their his her ihre leurs sus
    """
)
_LISTS = words(
    """
    list lists entries entry file files export archive spreadsheet sheet csv excel 列表 清单 名册 表格 文件
    """
)
_BELONGINGS = words(
    """
    photos photo pictures images videos documents uploads attachments scans media passports messages posts
    comments reviews avatars contracts recordings letters backups fotos bilder dokumente akten unterlagen
    dateien
    """
)
"""What customers have stored with us, behind "the members'"."""
_ROMANCE_SECRETS = (
    *("mot de passe", "mots de passe", "mdp", "cle ", "cles ", "clef", "jeton", "identifiants"),
    *("contrasena", "clave ", "claves", "llave ", "llaves", "credencial", "secreto"),
)
_HOLDERS = words(
    """
    file files list datei dateien liste fichier fichiers archivo archivos fichero ficheros lista
    文件 列表 清单 表 内容
    """
)
_TRIAL = words(
    """
    test demo dummy fake mock sample seed synthetic example tests
    """
)
_TRIALS = words(
    """
    prueba pruebas ejemplo demo demostracion mentira juguete test tests essai exemple demonstration
    """
)
"""What is only there "for" them."""
_MADE_UP_DATA = frozenset({"datos ficticios", "datos de prueba", "datos de ejemplo", "datos de demo"})
_STORES = frozenset({"base de datos", "bases de datos", "bd", "cola", "colas", "bucket", "base"})
_NAMED_AFTER = (Resource.SERVICE, Resource.INFRASTRUCTURE)
_NAMING = (Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATA)
_MADE_UP_BEHIND = words(
    """
    falso falsos falsa falsas ficticio ficticios ficticia ficticias sintetico sinteticos sintetica
    sinteticas inventado inventados inventada inventadas simulado simulados simulada simuladas
    fictif fictifs fictive fictives factice factices
    """
)
"""Romance adjectives behind what is not real."""
_MADE_UP = words(
    """
    mock mocked fake dummy stub stubbed fictional invented mocks 占位 示例 虚构 假的 模拟 样例
    """
)
_LABELS = words(
    """
    modul klasse methode funktion classe fonction modulo clase funcion campo 模块 类 函数
    word words term terms phrase label headline
    texto palabra palabras termino frase titulo etiqueta rotulo variable columna parametro argumento
    mot terme texte libelle wort begriff 文案 文字 字样 标题 变量 变量名 字段名 参数 术语 按钮
    variable parameter argument constant field column property attribute function method class module
    """
)
_PAPERS = words(
    "readme changelog wiki handbook glossary faq docs documentation runbook appendix slide article"
)
_LAYOUT = words("table tables column columns row rows")
_PART_OF_NAMES = frozenset("()$#'")
_STOPS = frozenset({"subordinator", "question", "modal", "auxiliary", "negation", "argues"})
_BEGINS = frozenset({"determiner", "pronoun"})
_ENDS = _STOPS | _BEGINS
_FILLERS = frozenset({"politeness", "particle"})

WEIGHT: dict[Resource, int] = {
    Resource.UNKNOWN: 0,
    Resource.CODE: 1,
    Resource.BRANCH: 2,
    Resource.SERVICE: 3,
    Resource.DATA: 4,
    Resource.MAIN_BRANCH: 5,
    Resource.DATABASE: 6,
    Resource.INFRASTRUCTURE: 7,
    Resource.PRODUCTION_BRANCH: 8,
    Resource.NETWORK: 9,
    Resource.PERMISSION: 10,
    Resource.CUSTOMER_DATA: 11,
    Resource.SECRET: 12,
}
"""Which of two resources of one phrase is the one that matters."""


@dataclass(slots=True)
class NounPhrase:
    """``end`` is the place after it; ``empty``: nothing is named."""

    end: int
    resource: Resource = Resource.UNKNOWN
    nominal: Operation | None = None
    empty: bool = True
    pronoun: bool = False
    determined: bool = False
    quoted: bool = False
    owned: bool = False
    """Made of an environment's name alone, as in "wipe prod"."""
    everything: bool = False
    trial: bool = False
    made_up: bool = False
    """A mock of something."""
    theirs: bool = False
    possessive: bool = False
    """An apostrophe stands in it: "the members' photos"."""
    definite: bool = False
    label: bool = False
    """The word before is one that the name of something follows: "the variable password"."""
    paper: bool = False
    """The word before is a text, which may have tables of its own."""
    tail: bool = False
    """Words that we do not know stand behind the last one that we know."""
    led: bool = False
    """Its first noun is the one that counts, as in "mot de passe root"."""
    romance: bool = False
    """A French or Spanish article opens it: its first noun is its head."""
    joint: str = ""
    """The preposition in front."""
    where: Environment = Environment.UNKNOWN
    """The environment in its name: "the live gateway"."""


_LONGEST = 14
"""Words of a phrase."""
_DEPTH = 3
"""How many "of" are followed."""


def noun_phrase(tokens: list[Token], start: int, depth: int = _DEPTH, *, joint: str = "") -> NounPhrase:
    """The phrase that begins at ``start``; of "X of Y" the one that matters. Looks at few words.

    ``joint``: the "of" in front, which may be an article as well ("du").
    """
    phrase = _simple(tokens, start, joint)
    place = phrase.end
    if depth and place < len(tokens) and not phrase.pronoun and not phrase.empty:
        of = tokens[place].text
        if of == "de" and _is_named_after(tokens, place, phrase):
            phrase.end = noun_phrase(tokens, place + 1, depth - 1).end
        elif of in OF and phrase.resource is Resource.CUSTOMER_DATA and _for_trials(tokens, place + 1):
            phrase.resource, phrase.end = Resource.DATA, place + 2
        elif of in OF and phrase.resource not in _KEEPS_ITS_NAME:
            other = noun_phrase(tokens, place + 1, depth - 1, joint=of)
            if tokens[place - 1].text == "order" and other.resource is Resource.CODE:
                phrase.resource = Resource.CODE
            _take_if_heavier(phrase, other)
        elif phrase.resource is not Resource.CODE and _joins_a_noun(tokens, place):
            _take_if_heavier(phrase, _simple(tokens, place + 1))
    return phrase


def _is_named_after(tokens: list[Token], joint: int, phrase: NounPhrase) -> bool:
    """In "el servidor de reservas", "le service de paiement" it says which; "de los clientes" whose."""
    start = joint + 1
    if start >= len(tokens) or tokens[start].has("determiner") or tokens[start].text in _TRIALS:
        return False
    if phrase.resource in _NAMED_AFTER:
        return noun_phrase(tokens, start, 0).resource in _NAMING
    if tokens[joint - 1].text in _MADE_UP_DATA:
        return noun_phrase(tokens, start, 0).resource is Resource.CUSTOMER_DATA
    return tokens[joint - 1].text in _STORES and noun_phrase(tokens, start, 0).resource is Resource.CODE


def _for_trials(tokens: list[Token], start: int) -> bool:
    """In "los pedidos de prueba"."""
    return start < len(tokens) and tokens[start].text in _TRIALS


def _joins_a_noun(tokens: list[Token], place: int) -> bool:
    if not tokens[place].has("conjunction") or place + 1 >= len(tokens):
        return False
    return not is_verb(tokens[place + 1], Form.BASE)


def _take_if_heavier(phrase: NounPhrase, other: NounPhrase) -> None:
    unknown = phrase.resource is Resource.UNKNOWN
    if other.resource is Resource.CODE and phrase.resource in (Resource.DATABASE, Resource.DATA):
        phrase.resource = Resource.CODE
    elif WEIGHT[other.resource] > WEIGHT[phrase.resource] and (
        unknown or other.resource is not Resource.CODE
    ):
        phrase.resource = other.resource
    phrase.end = max(phrase.end, other.end)


def _simple(tokens: list[Token], start: int, joint: str = "") -> NounPhrase:
    phrase = NounPhrase(end=start, romance=joint in _ROMANCE)
    place = start
    last = min(len(tokens), start + _LONGEST)
    while place < last:
        token = tokens[place]
        if token.inner:
            phrase.quoted = True
            phrase.empty = False
        elif _stops(tokens, place, phrase):
            break
        elif _continues_a_name(tokens, place, phrase):
            pass
        elif phrase.empty and token.has("pronoun") and not token.has("determiner"):
            phrase.pronoun, phrase.everything = True, token.text in _ALL
            place += 1
            break
        else:
            _take(token, phrase)
        place += 1
    phrase.end = place
    if phrase.empty and place > start and tokens[place - 1].has("pronoun"):
        phrase.pronoun = True
        phrase.everything = tokens[place - 1].text in _ALL
    if phrase.empty and any(token.text in _ALL for token in tokens[start:place]):
        phrase.everything = True
    phrase.pronoun = phrase.pronoun or _is_the_rest(tokens, start, place)
    return phrase


def _is_the_rest(tokens: list[Token], start: int, end: int) -> bool:
    """In "bin the rest", "get rid of the other 38": of what was spoken of."""
    named = tokens[start:end]
    of = end < len(tokens) and tokens[end].text in OF
    if of or not named or not any(token.text in _REST for token in named):
        return False
    return all(
        token.text in _REST
        or token.has("determiner", "politeness")
        or token.text.isdigit()
        or token.punctuation == ","
        for token in named
    )


def _continues_a_name(tokens: list[Token], place: int, phrase: NounPhrase) -> bool:
    """In "the table newsletter_old" what the parts of the name mean does not make it anything else."""
    phrase.possessive = phrase.possessive or tokens[place].punctuation.startswith(("'", "’"))
    if phrase.resource not in _NAMED or tokens[place].word.noun is not Resource.CODE:
        return False
    labelled = any(token.word.noun is phrase.resource for token in tokens[place - 1 : place])
    return (
        labelled
        and not tokens[place].glued
        and tokens[place + 1 : place + 2] != []
        and tokens[place + 1].glued
    )


def _stops(tokens: list[Token], place: int, phrase: NounPhrase) -> bool:
    token = tokens[place]
    if token.punctuation:
        return token.punctuation not in _PART_OF_NAMES or (phrase.owned and token.punctuation == "(")
    roles = token.word.roles
    content = bool(token.word.noun or token.word.environment)
    if not content and is_verb(token, Form.BASE) and is_han(token):
        following = tokens[place + 1 : place + 2]
        return not (following and following[0].word.noun)
    if "preposition" in roles:
        return not (phrase.empty and "determiner" in roles)
    if content or "conjunction" in roles:
        return not content
    if phrase.empty:
        return not _STOPS.isdisjoint(roles) and _BEGINS.isdisjoint(roles)
    return not token.word.nominal and _ends_name(tokens, place)


def _ends_name(tokens: list[Token], place: int) -> bool:
    ends = not _ENDS.isdisjoint(tokens[place].word.roles)
    return ends or _ends_before_verb(tokens, place)


def _ends_before_verb(tokens: list[Token], place: int) -> bool:
    """A verb that goes on with an object of its own, or a form that cannot be part of a name."""
    token = tokens[place]
    if token.has("finite") or is_verb(token, Form.THIRD, Form.PAST, Form.GERUND):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return is_verb(token, Form.BASE) and following is not None and following.has("determiner", "pronoun")


def _take(token: Token, phrase: NounPhrase) -> None:
    word = token.word
    phrase.trial = phrase.trial or token.text in _TRIAL
    phrase.made_up = phrase.made_up or token.text in _MADE_UP
    if "determiner" in word.roles and not word.noun:
        phrase.determined = True
        phrase.theirs = phrase.theirs or token.text in _THEIRS
        phrase.definite = phrase.definite or token.text in _DEFINITE
        phrase.romance = phrase.romance or token.text in _ROMANCE
        return
    if not (_FILLERS.isdisjoint(word.roles) or word.noun):
        return
    if phrase.empty and word.form in (Form.PAST, Form.GERUND) and not word.noun:
        return
    if token.call:
        phrase.resource = Resource.CODE
    elif word.noun:
        _take_noun(token, word.noun, phrase)
        phrase.nominal = word.nominal
    elif word.nominal:
        phrase.nominal = word.nominal
    elif token.text in _MADE_UP_BEHIND and phrase.resource is Resource.CUSTOMER_DATA:
        phrase.resource = Resource.DATA
    known = word.noun or word.environment or token.call or token.text.isdigit()
    phrase.tail = not known and not phrase.empty
    _take_place(word, phrase)
    phrase.empty = False


def _take_place(word: Word, phrase: NounPhrase) -> None:
    if word.environment and DANGER[word.environment] > DANGER[phrase.where]:
        phrase.where = word.environment
    if word.environment and phrase.empty:
        phrase.owned = True
    elif phrase.owned and not word.environment and phrase.resource is Resource.UNKNOWN and not word.nominal:
        phrase.owned = False


def _take_noun(token: Token, noun: Resource, phrase: NounPhrase) -> None:
    """The last noun counts; but customers' records are customers' data, and test users are not customers."""
    before = phrase.resource
    if _first_counts(token, noun, phrase):
        return
    phrase.led = noun is Resource.SECRET and (
        token.text.startswith(_ROMANCE_SECRETS) or (phrase.romance and token.text.startswith("secret"))
    )
    laid_out = phrase.paper and token.text in _LAYOUT
    phrase.label, phrase.paper = token.text in _LABELS, token.text in _PAPERS
    theirs = (phrase.possessive or token.glued) and token.text in _BELONGINGS
    kept = noun is Resource.DATABASE or token.text in _LISTS or theirs
    if before is Resource.CUSTOMER_DATA and kept:
        return
    if before is Resource.CODE and (token.text in _CONTAINERS or laid_out):
        return
    if phrase.made_up and noun not in (Resource.CUSTOMER_DATA, Resource.DATA):
        noun = Resource.CODE
    if phrase.theirs and noun is Resource.DATABASE:
        noun = Resource.CUSTOMER_DATA
    if noun is Resource.CUSTOMER_DATA and phrase.trial:
        noun = Resource.DATA
    phrase.trial = token.text in _TRIAL
    phrase.resource = noun


def _first_counts(token: Token, noun: Resource, phrase: NounPhrase) -> bool:
    """The noun before matters more: "the release branch", "the DNS server", "le site clients"."""
    of_people = noun is Resource.CUSTOMER_DATA
    match phrase.resource:
        case Resource.CODE:
            first = phrase.label
        case Resource.NETWORK | Resource.PERMISSION:
            made = phrase.resource is Resource.NETWORK and noun in _APPLIANCES
            first = made or of_people or token.text in _PARTS_OF_GUARDS
        case Resource.MAIN_BRANCH | Resource.PRODUCTION_BRANCH:
            first = noun is Resource.BRANCH
        case Resource.SECRET:
            first = token.text in _HOLDERS or phrase.led
        case Resource.SERVICE:
            first = phrase.romance and of_people
        case Resource.CUSTOMER_DATA | Resource.DATABASE:
            first = phrase.romance and token.text in _FORMATS
        case _:
            first = False
    return first


def later_phrases(tokens: list[Token], start: int) -> list[NounPhrase]:
    """The phrases after prepositions from ``start`` on, up to a new verb or a relative clause."""
    found: list[NounPhrase] = []
    place = start
    while place < len(tokens) and not tokens[place].has("subordinator"):
        article = tokens[place].text == "a" and place > start and tokens[place - 1].has("negation")
        if (tokens[place].has("preposition") and not article) or tokens[place].punctuation:
            phrase = noun_phrase(tokens, place + 1)
            phrase.joint = "" if tokens[place].punctuation else tokens[place].text
            found.append(phrase)
            place = max(phrase.end, place + 1)
        elif found and place == found[-1].end and tokens[place].has("determiner") and not article:
            found.append(noun_phrase(tokens, place))
            place = max(found[-1].end, place + 1)
        else:
            place += 1
    return found
