"""Work on texts that only speak of dangerous things: "rename 'firewall' in the glossary"."""

from collections.abc import Sequence
from itertools import pairwise

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Scene
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token

_WORKING = frozenset(
    {
        VerbClass.CHANGE,
        VerbClass.FIX,
        VerbClass.REMOVE,
        VerbClass.DELETE,
        VerbClass.CREATE,
        VerbClass.TRANSPORT,
    }
)
_IN = words(
    """
    in from of inside within im aus dans du en del au aux
    """
)
TEXTS = words(
    """
    docs doc documentation readme checklist checklists quiz talk diagram deck course training lesson blog post
    postmortem post-mortem memo minutes timeline notes report letter newsletter diapos diapo folien foliensatz
    diapositivas presentacion prasentation protokoll guide guides handbook manual glossary wiki tutorial
    tutorials runbook
    article
    articles chapter section paragraph appendix faq slides slide presentation example examples changelog
    footer
    headline page pages sentence heading essay dokumentation handbuch anleitung glossar kapitel abschnitt
    beispiel
    manuel glossaire chapitre exemple guia manual glosario capitulo ejemplo seccion 文档 手册 示例 章节
    """
)
_CHINESE_TEXTS = words(
    """
    文档 手册 文案 注释 说明 说明文档 教程 文章 术语表 词汇表 章节 示例 博客 博文 指南 操作手册
    用户手册 使用说明 readme 报告 周报 幻灯片 ppt 提示语 提示文案
    """
)
_CHINESE_IN = words("里 里的 中 中的 里面的 内 内的")
_AS_WRITTEN = words(
    """
    as like described according documented per written shown explained given listed wie gemass laut comme
    selon
    como segun stands says
    """
)
"""Then the text only tells what is to be done elsewhere: "open the port as described in the guide"."""
_PRETEND = words(
    """
    placeholder sample example dummy fake made-up fictional invented beispiel platzhalter exemple ejemplo
    示例 占位
    """
)
_GUARDED = (Resource.NETWORK, Resource.PERMISSION)


def rewords(scene: Scene, verb: VerbClass) -> bool:
    """The verb works on what a text says of a network, of rights, of a made-up secret, or on its tables."""
    if verb not in _WORKING or scene.named.anywhere is not Environment.UNKNOWN:
        return False
    behind = scene.clause.tokens[scene.head.place + 1 :]
    if _lays_out(scene, behind) or _adds_a_table(behind) or _in_chinese_text(scene):
        return True
    pretends = scene.object is Resource.SECRET and any(token.text in _PRETEND for token in behind[:_NAME])
    if not (scene.object in _GUARDED or pretends) or any(token.text in _AS_WRITTEN for token in behind):
        return False
    front = scene.clause.tokens[: scene.head.place]
    return any(
        token.text in _IN and _is_text(part, place + 1)
        for part in (behind, front)
        for place, token in enumerate(part)
    )


def _in_chinese_text(scene: Scene) -> bool:
    """In "把手册里的服务器改成主机"."""
    front = scene.clause.tokens[: scene.head.place]
    return any(text.text in _CHINESE_TEXTS and inside.text in _CHINESE_IN for text, inside in pairwise(front))


def _lays_out(scene: Scene, behind: Sequence[Token]) -> bool:
    """In "drop the second column of the table in the README" no database has the table."""
    laid = scene.object is Resource.DATABASE and any(
        token.text in _LAYOUT for token in behind[: max(1, scene.phrase.end - scene.head.place - 1)]
    )
    stored = any(token.word.noun in _STORED and token.text not in _LAYOUT for token in behind)
    return (
        laid
        and not stored
        and any(
            token.text in _IN | {"for", "to", "on"} and _names_a_text(behind[place + 1 :])
            for place, token in enumerate(behind)
        )
    )


def _adds_a_table(behind: Sequence[Token]) -> bool:
    """In "add a table with the costs, a list of the risks" it is part of a text, and no store's."""
    table = next((n for n, token in enumerate(behind[:_NAME]) if token.text in _TABLES), None)
    if not table or behind[table - 1].text not in _A or table + 1 == len(behind):
        return False
    told = behind[table + 1].text in _SHOWS or (
        behind[table + 1].text in {"that", "which", "qui", "die"}
        and not _SHOWS.isdisjoint(t.text for t in behind[table + 2 :])
    )
    stored = any(
        (token.word.noun in _STORED and token.text not in _LAYOUT) or token.text in _PARTS_OF_STORES
        for token in behind[table + 1 :]
    )
    return told and not stored


def _names_a_text(tokens: Sequence[Token]) -> bool:
    for token in tokens[:_NAME]:
        if token.has("preposition"):
            return False
        if token.path or not (TEXTS | _PAPERS).isdisjoint(token.text.split()):
            return True
    return False


_LAYOUT = words(
    """
    table tables column columns row rows cell cells entry entries list lists
    """
)
_TABLES = frozenset({"table", "tabelle", "tableau", "tabla", "matrix"})
_A = frozenset({"a", "an", "one", "short", "small", "simple", "eine", "un", "une", "una", "another"})
_SHOWS = words(
    """
    with of showing listing comparing summarising summarizing shows lists compares summarises summarizes
    mit zeigt vergleicht avec qui montre compare resume con compara muestra
    """
)
_PARTS_OF_STORES = words(
    """
    column columns field fields id ids primary foreign index indexes migration migrations sql row rows varchar
    spalte spalten colonne colonnes columna columnas
    """
)
_PAPERS = words(
    """
    pdf paper thesis widget view dialog form page screen overview printout invoice template matrix comparison
    component mockup figma confluence markdown latex layout footer sidebar
    """
)
_STORED = (Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE, Resource.SECRET)
_NAME = 5
"""Words of a name."""


def _is_text(tokens: Sequence[Token], start: int) -> bool:
    phrase = noun_phrase(list(tokens), start)
    named = any(
        not TEXTS.isdisjoint(token.text.split()) or token.path for token in tokens[start : phrase.end]
    )
    return named and phrase.resource is Resource.CODE
