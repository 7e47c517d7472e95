"""What a path, a host or an address names."""

import re
from collections.abc import Iterator

from domain.risk.lexicon.classes import UNKNOWN, Word
from domain.risk.lexicon.code_nouns import FILE_ENDINGS
from domain.risk.lexicon.index import WORDS
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource

_MAIL = re.compile(r"[\w.+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,4}$")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}(/\d{1,2})?$")
_HOST = re.compile(
    r"(https?://)?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,5}"
    r"\.(com|org|net|io|dev|de|fr|es|cn|eu|local|internal|example)$"
)
_DOMAIN = re.compile(r"[a-z0-9-]{2,63}\.(com|org|de|fr|es|cn|eu|ch|at|uk|info|example)$")
_SECRET_FILE = re.compile(
    r"(^|/)(etc/shadow|etc/sudoers|credentials(\.json)?|kubeconfig|secrets?(\.\w{1,20})?\.(ya?ml|json|toml|env)|\.env(\.(?!example|sample|template|dist|tpl)\w+)?|id_rsa|id_ed25519|.*\.(pem|key|pfx|p12|jks|keystore)|\.netrc|\.pgpass)$"
)
_DATA_ENDINGS = words(
    """
    csv xlsx xls sql dump bak parquet avro tar gz zip db sqlite tsv
    """
)
_TEMPLATES = (".example", ".sample", ".template", ".dist", ".tmpl", ".defaults")
"""A file of secrets that ends so holds none."""
_RELEASES = ("release/", "releases/")
_BRANCHES = ("feature/", "feat/", "fix/", "bugfix/", "chore/")
_SYSTEM_FOLDERS = ("/dev/", "/var/", "/data", "/mnt", "/srv", "/home", "/etc", "/opt", "/usr")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def is_address(word: str) -> bool:
    return bool(_ADDRESS.match(word))


def is_mail(word: str) -> bool:
    return "@" in word and bool(_MAIL.match(word))


def named_resource(word: str) -> Resource | None:
    """What the path or host ``word`` (folded) names; None where it is none."""
    if "." not in word and "/" not in word:
        return None
    if _HOST.match(word) or _DOMAIN.match(word):
        return Resource.NETWORK
    if _SECRET_FILE.search(word):
        return Resource.CODE if word.endswith(_TEMPLATES) else Resource.SECRET
    ending = word.rsplit(".", 1)[-1] if "." in word else ""
    if ending in _DATA_ENDINGS:
        return Resource.DATA
    return _by_beginning(word) or _by_ending(word, ending)


def _by_beginning(word: str) -> Resource | None:
    if word.startswith(_RELEASES):
        return Resource.PRODUCTION_BRANCH
    return Resource.BRANCH if word.startswith(_BRANCHES) else None


def _by_ending(word: str, ending: str) -> Resource | None:
    if ending in FILE_ENDINGS or word.startswith("./") or (word.endswith("/") and not word.startswith("/")):
        return Resource.CODE
    if word.startswith(_SYSTEM_FOLDERS):
        return Resource.DATABASE
    if "/" in word.strip("/") and not all(part in WORDS for part in word.split("/")):
        return Resource.CODE
    return None


def has_telling_parts(word: str, named: Resource) -> bool:
    """A path whose parts may say in which environment it lies: ``s3://prod-uploads``."""
    return "://" in word or word.startswith("/") or named in (Resource.DATABASE, Resource.DATA)


def environments_in(word: str) -> Iterator[tuple[str, Word]]:
    if word.startswith("/dev/"):
        return
    for part in _NOT_WORDS.split(word):
        if environment := WORDS.get(part, UNKNOWN).environment:
            yield part, Word(environment=environment)
