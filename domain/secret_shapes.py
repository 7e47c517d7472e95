"""What a secret looks like: by its own form, and by the name that stands before it.

Each shape names where its form is documented. None matches a hash, an id or any other random text by its
randomness alone.
"""

import re
from typing import NamedTuple

MASK = "[masked]"


class Shape(NamedTuple):
    """``signs``: texts of which one is in every match, so that most texts are never searched."""

    what: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    source: str


def _shape(what: str, signs: str, pattern: str, source: str) -> Shape:
    return Shape(what, tuple(signs.split()), re.compile(pattern, re.DOTALL), source)


_KEY_BEGINS = r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
_KEY_ENDS = r"-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"

SHAPES = (
    _shape(
        "private key",
        "PRIVATE",
        rf"{_KEY_BEGINS}(?:[^-]*(?:-(?!----)[^-]*)*{_KEY_ENDS}|[A-Za-z0-9+/=\\\s]*)",
        "RFC 7468; RFC 9580 section 6.2",
    ),
    _shape("age key", "AGE-SECRET-KEY-1", r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b", "age-encryption.org/v1"),
    _shape(
        "AWS access key id",
        "AKIA ASIA",
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        "AWS IAM user guide, unique identifiers",
    ),
    _shape(
        "GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}",
        "GitHub docs, about authentication to GitHub",
    ),
    _shape(
        "GitLab token",
        "glpat- gldt- glrt- glptt- glcbt- gloas-",
        r"(?<![\w-])gl(?:pat|dt|rt|ptt|cbt|oas)-[\w-]{16,}",
        "GitLab docs, token overview",
    ),
    _shape(
        "Slack token or webhook",
        "xox xapp- hooks.slack.com",
        r"(?<![\w-])xox[abeprs]-[\w-]{10,}|(?<![\w-])xapp-\d-[\w-]{10,}|\bhttps://hooks\.slack\.com/\S+",
        "Slack API docs, token types; incoming webhooks",
    ),
    _shape(
        "OpenAI or Anthropic key",
        "sk-",
        r"(?<![\w-])sk-(?=[\w-]*[A-Z])(?=[\w-]*[0-9])[\w-]{20,}",
        "OpenAI and Anthropic API references, authentication",
    ),
    _shape("Google API key", "AIza", r"(?<![\w-])AIza[\w-]{35}(?![\w-])", "Google Cloud docs, API keys"),
    _shape(
        "Stripe key",
        "k_live_ k_test_ whsec_",
        r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[\w+/=]{16,}",
        "Stripe docs, API keys; Standard Webhooks",
    ),
    _shape(
        "Linear key", "lin_", r"\blin_(?:api|oauth|wh)_[A-Za-z0-9]{10,}", "Linear developers, authentication"
    ),
    _shape("LangSmith key", "lsv2_", r"\blsv2_(?:pt|sk)_\w{10,}", "LangSmith docs, API keys"),
    _shape(
        "DigitalOcean token",
        "dop_v1_ doo_v1_ dor_v1_",
        r"\bdo[opr]_v1_[a-f0-9]{16,}",
        "DigitalOcean docs, API tokens",
    ),
    _shape("npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b", "GitHub changelog, npm token format"),
    _shape("PyPI token", "pypi-AgE", r"(?<![\w-])pypi-AgE[\w-]{50,}", "pypi.org help, API tokens"),
    _shape("Hugging Face token", "hf_", r"\bhf_[A-Za-z]{34}\b", "Hugging Face docs, access tokens"),
    _shape("Vault token", "hvs. hvb.", r"\bhv[sb]\.[\w-]{24,}", "HashiCorp Vault docs, tokens"),
    _shape("SendGrid key", "SG.", r"\bSG\.[\w-]{22}\.[\w-]{43}", "SendGrid docs, API keys"),
    _shape(
        "Azure storage key",
        "AccountKey=",
        r"(?<=AccountKey=)[A-Za-z0-9+/]{80,}={0,2}",
        "Azure docs, storage connection strings",
    ),
    _shape("JSON Web Token", "eyJ", r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*", "RFC 7519; RFC 7515"),
)

_PASSWORD = r"pass(?:word|wd|phrase|code)|pwd"  # noqa: S105 -- a pattern
_OTHER = (
    r"secret|token|credentials?|(?:api|access|private|secret|signing|encryption|account|auth|master)[_-]?key"
)
_NAME = rf"(?P<name>(?P<password>{_PASSWORD})|{_OTHER})"
_VALUE = r"(?P<value>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[^\s\"'`,;&<>(){}\[\]|]+)"
_BLANKS = r"[^\S\n]{0,4}"
_ASSIGNED = re.compile(
    rf"{_NAME}[\"']?(?P<sign>{_BLANKS}(?:=>|:=|=(?!=)|:(?![:/])){_BLANKS}){_VALUE}", re.IGNORECASE
)
_OPTION = re.compile(rf"(?<!\S)--?(?:[\w-]{{0,40}}-)?{_NAME}(?P<sign>\s){_VALUE}", re.IGNORECASE)
_HEADER = re.compile(
    r"\b(?P<name>authorization)[\"']?(?P<sign>\s?[:=]\s?[\"']?(?:bearer|basic|token)\s)"
    r"(?P<value>(?=\S*(?-i:[0-9]|[a-z][A-Z]))[\w.~+/-]{8,}=*)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?P<name>bearer)(?P<sign>\s)(?P<value>(?=\S*[0-9])[\w.~+/-]{20,}=*)", re.IGNORECASE)
_USERINFO = re.compile(
    r"\b(?P<name>[a-z][a-z0-9+.-]{0,30})(?P<sign>://[^\s/:@\"'<>]{0,200}:)(?P<value>[^\s/@\"'<>]{1,400})(?=@)",
    re.IGNORECASE,
)
_BY_FORM = (_USERINFO, _HEADER, _BEARER)

_STAND_IN = re.compile(
    r"[x*._…-]+|none|null|nil|true|false|undefined|str|string!?|bytes|text|secretstr|any|int|object|boolean"
    r"|pass|passwords?|passwd|secrets?|tokens?|key|change[-_]?me|example|masked|redacted|hidden|required|optional"
    r"|(?:your|my|the|some)[-_].*|\$[\w{(].*|[<{\[].*|%(?:s|\(.*|\w+%)|[!&*][a-z]+|(?-i:[A-Z][A-Z_]*)",
    re.IGNORECASE,
)
"""What people write where a secret would stand."""
_REFERENCE = re.compile(r"\.{0,2}/|~|[a-z][a-z0-9+.-]*://|(?:file|vault|env|arn|ref|secret):", re.IGNORECASE)
"""Where a secret is to be found, not itself."""
_SECRET_WORD = re.compile(rf"{_PASSWORD}|{_OTHER}", re.IGNORECASE)
_PATH_IN_CODE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_SHORTEST_PASSWORD, _SHORTEST_OTHER, _SHORTEST_BARE = 4, 8, 16
"""Characters; ``bare`` is a token without quotes behind a name in lower case, which may be code."""
_SEARCHED = 1024 * 1024
"""Characters of a text in which names are looked for; no model is shown more."""


def without_shapes(text: str) -> str:
    """Each secret that is known by its own form becomes :data:`MASK`."""
    for shape in SHAPES:
        if any(sign in text for sign in shape.signs):
            text = shape.pattern.sub(MASK, text)
    return text


def without_assigned(text: str) -> str:
    """Values behind the name of a secret become :data:`MASK`, but not code, references and stand-ins.

    In the first megabyte only.
    """
    searched, rest = text[:_SEARCHED], text[_SEARCHED:]
    for pattern in (*_BY_FORM, _OPTION, _ASSIGNED):
        searched = pattern.sub(_masked_unless_harmless, searched)
    return searched + rest


def _masked_unless_harmless(found: re.Match[str]) -> str:
    if not _is_secret(found):
        return found[0]
    value, start = found["value"], found.start("value") - found.start()
    quoted = value[0] if value[0] in "\"'" else ""
    return f"{found[0][:start]}{quoted}{MASK}{quoted}"


def _is_secret(found: re.Match[str]) -> bool:
    raw = found["value"]
    value = raw.strip("\"'")
    if _STAND_IN.fullmatch(value):
        return False
    if found.re in _BY_FORM:
        return True
    if _REFERENCE.match(value):
        return False
    if raw[0] in "\"'":
        return _is_quoted_secret(found, value)
    is_called = found.string[found.end() : found.end() + 1] in ("(", "[", "{", "<")
    return not is_called and _is_bare_secret(found, value)


def _is_quoted_secret(found: re.Match[str], value: str) -> bool:
    if any(char.isspace() for char in value):
        return False  # a sentence
    if found["password"]:
        return len(value) >= _SHORTEST_PASSWORD
    return len(value) >= _SHORTEST_OTHER and _has_digit(value) and not _SECRET_WORD.search(value)


def _is_bare_secret(found: re.Match[str], value: str) -> bool:
    """Without quotes it may be an expression in code, unless it is set in the environment's way."""
    variable = found["name"].isupper() and not found["sign"].startswith((" ", "\t"))
    if _PATH_IN_CODE.fullmatch(value) or (not variable and _SECRET_WORD.search(value)):
        return False
    if not found["password"]:
        return _has_digit(value) and len(value) >= (_SHORTEST_OTHER if variable else _SHORTEST_BARE)
    is_plain = not _has_digit(value) and not (variable or _is_whole_line(found))
    return len(value) >= _SHORTEST_PASSWORD and not is_plain


def _is_whole_line(found: re.Match[str]) -> bool:
    """As in YAML: a name, a colon, and one word to the end of the line."""
    ends = found.string[found.end() : found.end() + 1] in ("", "\n", "\r")
    return ends and found["sign"].strip() == ":"


def _has_digit(value: str) -> bool:
    return any(char.isdigit() for char in value)
