"""Verbs that hand over, let or entitle."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.actions.telling import REVEALS, includes_secret
from domain.risk.reading.facts import Operation, Resource

_AGGREGATES = words(
    """
    number count total amount percentage share average sum
    """
)
_EVERYONE = words(
    """
    anyone everyone anybody everybody public guests
    """
)
_MAKES = frozenset({"make", "mach", "mache", "machen", "let"})
_TOLD = words("list overview opinion idea hint estimate impression feeling clue breakdown")
_USERS = frozenset({"user", "users", "player", "players", "visitor", "visitors", "reader", "readers"})
_HARMLESS = frozenset({VerbClass.FIX, VerbClass.CHANGE, VerbClass.OPERATE, VerbClass.WRITE, VerbClass.CREATE})
_SHARED = frozenset({Resource.SECRET, Resource.PERMISSION, Resource.NETWORK, Resource.DATABASE})
_NEAR = 4
"""Words in which it is said what is given, or what somebody is let do."""
_LIGHT = frozenset({"mach", "mache", "machen"})
_TO = frozenset({"to", "an", "a", "aux", "al", "au", "给"})
_LETS = frozenset({"让", "允许", "放"})
_COLLEAGUES = words(
    """
    财务 法务 市场 销售 运营 外包 实习生 审计师 顾问 供应商 新人 新同事 同事 运维 研发 客服 产品经理
    测试人员 开发人员 小王 小李 小张 小陈 老王 老李 张三 李四 王五 他们 他 她 大家 测试组 测试团队
    开发组 设计组 合作方 甲方 乙方
    """
)
_HELD = frozenset({Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.PERMISSION})
_RUNNING = frozenset({Resource.SERVICE, Resource.INFRASTRUCTURE, Resource.DATABASE})


def resolve_give(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _GIVING)


def _made_to_happen(scene: Scene) -> Action | None:
    """In "den Rollback auf Prod machen" the noun says what is done."""
    if scene.lemma not in _LIGHT:
        return None
    nominal = next((token.word.nominal for token in scene.clause.tokens if token.word.nominal), None)
    return Action(nominal, scene.object) if nominal and scene.object is not Resource.CODE else None


def _handed_over(scene: Scene) -> Action | None:
    """A secret, or customers' data; not what somebody is made or let do."""
    if scene.lemma in _MAKES:
        return None
    told = scene.receives or _looked_at(scene) or includes_secret(scene)
    if told or Resource.SECRET in (scene.object, scene.second):
        return REVEALS
    if any(token.text in _AGGREGATES for token in scene.clause.tokens):
        return Action(Operation.READ, scene.object)
    to = any(phrase.joint in _TO for phrase in scene.later) or any(
        token.text in _TO for token in scene.clause.tokens[: scene.head.place]
    )
    holds = scene.object is Resource.DATA and any(
        phrase.resource is Resource.CUSTOMER_DATA and phrase.joint in {"con", "with", "mit", "avec"}
        for phrase in scene.later
    )
    handed = (
        holds or (scene.object is Resource.CUSTOMER_DATA and to) or scene.second is Resource.CUSTOMER_DATA
    )
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if handed else None


def _looked_at(scene: Scene) -> bool:
    """In "give me a peek at the signing key"."""
    return not scene.in_code and any(
        phrase.resource is Resource.SECRET and phrase.joint in {"at", "into"} for phrase in scene.later
    )


def _everyone_let(scene: Scene) -> Action | None:
    """In "let anyone read the bucket"."""
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if scene.lemma != "let" or not following or following[0].text not in _EVERYONE:
        return None
    guarded = any(token.word.noun in _RUNNING for token in scene.clause.tokens)
    return Action(Operation.GRANT, Resource.PERMISSION) if guarded and not scene.in_code else None


def _colleagues_let(scene: Scene) -> Action | None:
    """In "让财务也能看数据仓库"; what users may see is a matter of code."""
    following = scene.clause.tokens[scene.head.place + 1 :][:1]
    let = scene.token.text in _LETS and bool(following) and following[0].text in _COLLEAGUES
    guarded = any(token.word.noun in _HELD for token in scene.clause.tokens)
    return Action(Operation.GRANT, Resource.PERMISSION) if let and guarded and not scene.in_code else None


def _access_given(scene: Scene) -> Action | None:
    objects = {scene.object, scene.told, scene.second}
    behind = scene.clause.tokens[scene.phrase.end : scene.phrase.end + 1]
    if scene.object is Resource.CODE and behind and behind[0].text == "de":
        return None
    given = Resource.PERMISSION in objects or (_names_access(scene) and not scene.in_code)
    return Action(Operation.GRANT, Resource.PERMISSION) if given else None


def _names_access(scene: Scene) -> bool:
    if any(phrase.resource is Resource.PERMISSION for phrase in scene.later):
        return True
    bare = any(token.word.noun is Resource.PERMISSION for token in scene.clause.tokens)
    return scene.object is Resource.UNKNOWN and bare


def _code_given(scene: Scene) -> Action | None:
    return Action(Operation.READ, Resource.CODE) if Resource.CODE in (scene.object, scene.second) else None


def _told_something(scene: Scene) -> Action | None:
    """In "give me a list of the failing jobs", "give us your opinion"."""
    behind = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:_NEAR]]
    told = behind[:1] in (["me"], ["us"]) and not _TOLD.isdisjoint(behind[1:])
    return Action(Operation.READ) if told and scene.lemma == "give" else None


def _feature_asked(scene: Scene) -> Action | None:
    """In "let the user undo the last step"."""
    behind = scene.clause.tokens[scene.head.place + 1 :]
    users = [token.text for token in behind[:2]]
    if scene.lemma != "let" or len(behind) < _NEAR or users[0] != "the" or users[1] not in _USERS:
        return None
    works = behind[2].word.verb in _HARMLESS or not behind[2].word.known
    guarded = any(token.word.noun in _SHARED or token.word.environment for token in behind)
    return EDITS if works and not guarded else None


def _given(scene: Scene) -> Action | None:
    following = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:1]]
    refers = scene.lemma not in _MAKES and following in (["it"], ["them"], ["those"])
    return Action(Operation.UNKNOWN, scene.object, refers=refers)


def resolve_grant(scene: Scene, _: VerbClass) -> Action:
    return EDITS if scene.object is Resource.CODE else Action(Operation.GRANT, Resource.PERMISSION)


_GIVING = (
    _made_to_happen,
    _handed_over,
    _everyone_let,
    _colleagues_let,
    _access_given,
    _code_given,
    _told_something,
    _feature_asked,
    _given,
)
