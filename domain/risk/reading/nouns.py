"""What each noun of a phrase makes of it: the last one counts, but for those that only say whose or which."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, Word
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import DANGER, Environment, Operation, Resource
from domain.risk.reading.tokens import Token

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
ROMANCE = words(
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
) | {"made up"}
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
_FILLERS = frozenset({"politeness", "particle"})


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


def take(token: Token, phrase: NounPhrase) -> None:
    """The next word of the phrase: what it makes of what was read so far."""
    word = token.word
    phrase.trial = phrase.trial or token.text in _TRIAL
    phrase.made_up = phrase.made_up or token.text in _MADE_UP
    if "determiner" in word.roles and not word.noun:
        phrase.determined = True
        phrase.theirs = phrase.theirs or token.text in _THEIRS
        phrase.definite = phrase.definite or token.text in _DEFINITE
        phrase.romance = phrase.romance or token.text in ROMANCE
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
            first = phrase.label and not phrase.possessive
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
