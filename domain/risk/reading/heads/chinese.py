"""Chinese clauses: which of their verbs are asked for, and which only describe a noun or a circumstance."""

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Modality, Resource
from domain.risk.reading.heads.chinese_tales import tells_of
from domain.risk.reading.heads.head import SWALLOWING, Head, asked_at
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, helps, is_han, is_verb

_COVERBS = frozenset({"为", "对", "给", "关于", "针对", "围绕"})
_BEFORE_VERB = frozenset({"把", "将", "被"})
_CIRCUMSTANCE = words(
    """
    时 时候 期间 之前 以前 过程 前
    """
)
_ATTRIBUTES = frozenset({"测试", "开发", "设计", "备份", "模拟"})
_KINDS = words(
    """
    搜索 检索 查询 推荐 监控 统计 分析 审核 验证 校验 打印 跟踪 追踪 计算 浏览 识别 翻译 记录 调度 报
    """
)
"""They say which service or machine it is: "搜索节点", "推荐服务"."""
_RUNNING = (Resource.SERVICE, Resource.INFRASTRUCTURE)
_HOW = frozenset({"怎么", "如何", "怎样"})
_ALREADY = frozenset({"已经", "已", "曾经", "曾"})
_THEN = frozenset({"昨天", "上周", "昨晚", "前天", "上个月", "去年", "上周五", "当时"})
_REACHES = frozenset({"到", "进", "在", "上"})
_RESULT = frozenset({"来", "过来", "出来", "上来", "了", "过", "好", "完", "掉", "到"})
_DONE = frozenset({"完", "完了", "好", "好了", "过", "过后", "后"})
_POINTS = frozenset({"那个", "这个", "那条", "这条", "那张", "这张", "那段", "这段", "那块", "那份"})
_REACH = 16
"""Words in which the verb comes that a relative clause leads to."""
_HANDING = frozenset(
    {"发过去", "发给", "发我", "寄给", "传给", "转给", "转发给", "发送给", "抄送", "发到群里"}
)
_NAME = 6
"""Words of a name."""
_LEADS_ON = frozenset({VerbClass.RUN, VerbClass.GIVE, VerbClass.AID, VerbClass.OPEN, VerbClass.TRANSPORT})
"""Verbs behind which another one says what is done ("给张三开通权限", "执行删库脚本")."""


def chinese(tokens: list[Token], start: int) -> list[Head]:
    """The verbs that are asked for, and the others as described; empty where no verb or only a state."""
    if not any(is_han(token) for token in tokens):
        return []
    doings = [n for n in range(start, len(tokens)) if _is_doing(tokens, n)]
    if not doings:
        return []
    verbs = [n for n in doings if not _is_told(tokens, n)]
    stated = max((n for n in range(start, len(tokens)) if _states(tokens, n)), default=-1)
    main = [] if tokens[-1].has("question") else _main_verbs(tokens, [n for n in verbs if n > stated], start)
    heads = []
    for n in doings:
        if n in main:
            heads.append(Head(n, asked_at(tokens, n), passive=_object_in_front(tokens, n, start)))
        else:
            heads.append(Head(n, Modality.DESCRIBED))
        if n in main and tokens[n].word.verb in SWALLOWING:
            heads += [Head(k, asked_at(tokens, k)) for k in verbs if k > n and _hands_over(tokens, k)]
            break
    return heads


def _hands_over(tokens: list[Token], place: int) -> bool:
    """In "整理一份发过去" what was written leaves."""
    following = tokens[place + 1 : place + 2]
    return tokens[place].text in _HANDING and not (following and following[0].text == "的")


def _states(tokens: list[Token], place: int) -> bool:
    """It says what is ("挂了"), and is no part of a name ("失败的任务")."""
    following = tokens[place + 1 : place + 2]
    names = following and (following[0].word.noun or following[0].text.endswith("的"))
    return is_han(tokens[place]) and tokens[place].has("finite") and not names


def _is_doing(tokens: list[Token], place: int) -> bool:
    """Not a name: an English word, what stands behind "的", a test machine's "测试"."""
    token = tokens[place]
    if not is_verb(token, Form.BASE) or helps(token):
        return False
    following = tokens[place + 1].word.noun if place + 1 < len(tokens) else None
    if token.text in _ATTRIBUTES and following not in (None, Resource.CODE):
        return False
    if token.text in _KINDS and following in _RUNNING:
        return False
    named = place > 0 and (tokens[place - 1].text.endswith("的") or tokens[place - 1].has("determiner"))
    return not (token.word.noun and (named or not is_han(token)))


def _is_told(tokens: list[Token], place: int) -> bool:
    """It says which one, how something is done, or what is done already."""
    before = tokens[place - 1].text if place else ""
    if before in _HOW or before in _ALREADY or _says_which(tokens, place) or _names_code(tokens, place):
        return True
    if tells_of(tokens, place):
        return True
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    over = tokens[place].text.endswith("了") or following == "了"
    return over and tokens[-1].text != "吧" and _was_then(tokens[:place])


def _was_then(before: list[Token]) -> bool:
    """In "昨天有人删了用户表"."""
    then = next((n for n, token in enumerate(before) if token.text in _THEN), None)
    return then is not None and any(token.has("pronoun") for token in before[then:])


def _names_code(tokens: list[Token], place: int) -> bool:
    """In "导出客户的那个函数没人用了" the verb belongs to the name of a function."""
    for here in range(place + 1, min(len(tokens) - 2, place + _NAME)):
        if tokens[here].text == "的":
            return tokens[here + 1].text in _POINTS and tokens[here + 2].word.noun is Resource.CODE
    return False


def _says_which(tokens: list[Token], place: int) -> bool:
    """In "供应商发来的数据" the verb, with nothing before "的" that it is done to, only says which data."""
    here = place + 1
    while here < len(tokens) and tokens[here].text in _RESULT:
        here += 1
    if here + 1 >= len(tokens) or tokens[here].text != "的" or tokens[here + 1].punctuation:
        return False
    return place > 0 and not helps(tokens[place - 1]) and not tokens[place - 1].has("modal")


def _is_done_first(tokens: list[Token], place: int) -> bool:
    """In "改完顺手发布" another verb follows what is done by then."""
    following = tokens[place + 1 : place + 2]
    return tokens[place].text.endswith(("完", "好")) or (bool(following) and following[0].text in _DONE)


def _main_verbs(tokens: list[Token], verbs: list[int], start: int) -> list[int]:
    if not verbs:
        return []
    free = [n for n in verbs if not (_modifies(tokens, n) or _points_at_code(tokens, n))] or verbs[-1:]
    if tokens[start].text in _COVERBS and tokens[free[-1]].word.verb in SWALLOWING:
        return free[-1:]
    marker = next((n for n, token in enumerate(tokens) if token.text in _BEFORE_VERB), None)
    if marker is not None:
        return [n for n in free if n > marker] or verbs[-1:]
    main = free[:1]
    for n in free[1:]:
        if tokens[main[-1]].word.verb not in _LEADS_ON and not _is_done_first(tokens, main[-1]):
            break
        main.append(n)
    return main


def _modifies(tokens: list[Token], place: int) -> bool:
    """Part of a name ("发布流程"), a relative clause ("导入的数据") or a circumstance ("导入时")."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None:
        return False
    if following.word.noun is Resource.CODE and not is_verb(following):
        return _verb_behind(tokens, place + 1)
    for here in range(place + 1, len(tokens)):
        token = tokens[here]
        if token.text in _CIRCUMSTANCE and _closes(tokens, here):
            return True
        if token.text.endswith("的") and not token.has("determiner"):
            return _verb_behind(tokens, here) or any(
                is_verb(item, Form.BASE) and not helps(item) for item in tokens[:place]
            )
        if is_verb(token, Form.BASE) or token.punctuation:
            return False
    return False


def _points_at_code(tokens: list[Token], place: int) -> bool:
    """In "导出客户名单那个类" the verb belongs to the name of a class."""
    for here in range(place + 1, min(len(tokens) - 1, place + _NAME)):
        if tokens[here].text in _POINTS:
            return tokens[here + 1].word.noun is Resource.CODE and _verb_behind(tokens, here + 1)
        if is_verb(tokens[here], Form.BASE) or tokens[here].punctuation:
            return False
    return False


def _closes(tokens: list[Token], place: int) -> bool:
    """The circumstance ends here ("部署之前 检查"); not in "还写着 以前 手工 ..."."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    direct = place > 0 and not is_verb(tokens[place - 1], Form.BASE)
    return (
        direct
        or following is None
        or bool(following.punctuation)
        or following.has("politeness")
        or is_verb(following)
    )


def _verb_behind(tokens: list[Token], place: int) -> bool:
    """A verb that ends the clause, or has an object of its own that is counted ("换 一个 新的")."""
    for here in range(place + 1, min(len(tokens), place + _REACH)):
        behind = tokens[here + 1 : here + 2]
        counted = bool(behind) and behind[0].has("determiner")
        if is_verb(tokens[here], Form.BASE) and (counted or not _names_something(tokens[here + 1 :])):
            return True
    return False


def _object_in_front(tokens: list[Token], place: int, start: int) -> bool:
    """Where "把" marks it, or nothing is named behind the verb."""
    if any(token.text in _BEFORE_VERB for token in tokens[:place]):
        reaches = tokens[place + 1 : place + 2] and tokens[place + 1].text in _REACHES
        if tokens[place].word.verb is VerbClass.READ or (reaches and _is_not_loaded(tokens[place])):
            return True
        behind = noun_phrase(tokens, place + 1).resource
        return behind in (Resource.UNKNOWN, Resource.CODE)
    return place > start and not _names_something(tokens[place + 1 :])


def _is_not_loaded(token: Token) -> bool:
    """What is loaded is named less by its name than by the store it goes into."""
    return token.word.verb not in (VerbClass.IMPORT, VerbClass.MERGE)


def _names_something(tokens: list[Token]) -> bool:
    for token in tokens:
        if token.punctuation:
            return False
        if token.word.noun or token.word.environment or not token.word.known:
            return True
    return False
