"""Keywords that the rules (no language model) read a task by: its topic, and whether it changes things."""

import re
from enum import StrEnum

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")

CHANGES = frozenset(
    """
    add alter apply approve archive backup bootstrap bump clean clear close configure connect copy
    create cut delete deploy destroy disable downgrade drain drop edit enable erase execute expand
    expose fix force format generate grant implement import increase insert install kill launch
    merge migrate modify move overwrite patch promote provision publish purge push put rebase reboot
    rebuild reduce redeploy refactor register release remove rename replace reset resize restart
    restore revert revoke roll rollback rollout rotate run scale schedule seed send set setup ship
    shutdown start stop switch tag terminate trigger truncate undo uninstall unlock unset update
    upgrade upload wipe write
    """.split()  # noqa: SIM905 -- a list of seventy strings is harder to read
)
READS = frozenset(
    """
    analyse analyze assess audit check compare count describe diff display examine explain explore fetch find
    get identify inspect investigate is are list look monitor outline print query read report review search
    show status summarise summarize trace validate verify view what when where which who why how
    """.split()  # noqa: SIM905 -- as above
)


class Topic(StrEnum):
    """In the order in which they are tried."""

    DEPLOY = "deploy"
    PIPELINE = "pipeline"
    DOCS = "docs"
    CONFIG = "config"
    HISTORY = "history"
    INFRASTRUCTURE = "infrastructure"
    CODE = "code"
    GENERAL = "general"


_TOPICS: dict[Topic, frozenset[str]] = {
    Topic.DEPLOY: frozenset("deploy deployment redeploy promote rollout rollback release ship".split()),  # noqa: SIM905 -- as above
    Topic.PIPELINE: frozenset("pipeline pipelines ci cd cicd ci/cd workflow workflows build builds".split()),  # noqa: SIM905 -- as above
    Topic.DOCS: frozenset("docs doc documentation document readme guide changelog tutorial manual".split()),  # noqa: SIM905 -- as above
    Topic.CONFIG: frozenset(
        "config configs configuration configurations settings setting environment variables yaml".split()  # noqa: SIM905 -- as above
    ),
    Topic.HISTORY: frozenset(
        "git status history log commit commits diff change changes changed review branch branches".split()  # noqa: SIM905 -- as above
    ),
    Topic.INFRASTRUCTURE: frozenset(
        """infra infrastructure docker compose container containers kubernetes k8s cluster server servers
        database db postgres redis nginx terraform helm volume network dns tls certificate restart scale
        provision reboot service services""".split()  # noqa: SIM905 -- as above
    ),
    Topic.CODE: frozenset(
        """code function functions class module bug feature endpoint implement refactor fix test tests method
        api typing""".split()  # noqa: SIM905 -- as above
    ),
}

_ENVIRONMENTS = (
    frozenset({"dev", "develop", "development", "local"}),
    frozenset({"staging", "stage", "stg"}),
    frozenset({"prod", "production", "prd", "live"}),
    frozenset({"test", "testing", "qa"}),
)


def words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def changing_verb(text: str) -> str | None:
    """The first word that asks for a change; None where the text asks to read, or is not understood.

    Behind a reading verb nouns like "run" or "release" are what is read about: only a verb that begins
    the text, or one behind "and", "then" or a comma, counts there.
    """
    found = words(text)
    if not found:
        return None
    if found[0] not in READS:
        return next((word for word in found if word in CHANGES), None)
    clauses = re.split(r"[,;.:\n]|\b(?:and|then|und|et)\b", text, flags=re.IGNORECASE)
    starts = [words(clause)[:1] for clause in clauses]
    return next((start[0] for start in starts if start and start[0] in CHANGES), None)


def is_reading(text: str) -> bool:
    """The text is understood as one that only asks to read."""
    return words(text)[:1] != [] and words(text)[0] in READS and changing_verb(text) is None


def topic(text: str) -> Topic:
    found = set(words(text))
    return next((name for name, keys in _TOPICS.items() if found & keys), Topic.GENERAL)


def environments(text: str) -> frozenset[str]:
    """Every spelling of the environments that the text names, to look for in paths."""
    found = set(words(text))
    return frozenset(word for spellings in _ENVIRONMENTS if found & spellings for word in spellings)


def other_environments(text: str) -> frozenset[str]:
    """Every spelling of the others, if the text names one at all."""
    named = environments(text)
    return frozenset(word for spellings in _ENVIRONMENTS for word in spellings - named) if named else named
