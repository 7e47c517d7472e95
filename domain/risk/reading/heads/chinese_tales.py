"""Chinese clauses that tell what was done, what others do, and what is put off: "由厂商负责"."""

import re

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token

_US = ("你", "您", "我们", "咱", "大家", "各位")
"""Where these are to do it, it is asked for: "由你负责发布"."""
_THEIRS = ("负责", "统一", "安排", "完成", "来做", "去做", "处理", "自己")
_TOOLS = ("脚本", "系统", "程序", "命令", "工具", "任务", "机器人", "代理")
"""Who has them do it asks for it: "由脚本清空"."""
_WANTS = words(
    "应 应该 应当 需 需要 必须 得 要 请 务必 可以 能 帮我 麻烦 尽快 马上 立即 立刻 赶紧 吧 今晚 现在"
)
_DONE = ("了", "过", "过了", "完", "完了", "好", "好了", "掉了", "了的")
_ALREADY = words("已 已经 早已 早就 昨天 昨晚 前天 上周 上个月 上周五 刚 刚刚 刚才 当时 之前 去年")
_REACH = 10
"""Words in which it is said that something was so before."""
_PUT_OFF = ("定在", "定于", "排在", "安排在", "推迟", "延后", "延到", "改到", "改期", "留到")
_LATER = ("下个月", "下月", "下周", "明年", "年底", "月底", "国庆", "节后", "春节", "下季度")
_WHEN = ("什么时候", "何时", "哪天", "谁")
_EVERY = re.compile(r"每(?:天|周|月|晚|年|季度|逢|到|个(?:星期|周|月|季度|工作日|晚上|周末))")


_STAYS = ("保持原样", "保持不变", "维持不变", "维持原样", "照旧", "不受影响")
_CASES = (
    "情况",
    "不存在",
    "为空",
    "几种",
    "跨年",
    "闰年",
    "并发",
    "异常",
    "场景",
    "用例",
    "边界",
    "分支",
    "路径",
)
_RUNS = ("线上", "生产", "数据库", "正式", "库")
_WONDERS = ("什么意思", "是什么", "什么区别", "怎么回事", "干什么用的", "有什么用", "什么原因")


def wonders_in_chinese(tokens: list[Token]) -> bool:
    """In "这段规则是什么意思" something is asked, though no mark says so."""
    return "".join(token.text for token in tokens).endswith(_WONDERS)


def _covers_cases(verb: str, text: str) -> bool:
    """In "至少覆盖三种情况" tests cover cases, and nothing is overwritten."""
    return verb == "覆盖" and any(word in text for word in _CASES) and not any(word in text for word in _RUNS)


def tells_of(tokens: list[Token], place: int) -> bool:
    """The verb at ``place`` only tells of something."""
    if any(token.text in _WANTS for token in tokens):
        return False
    if place and tokens[place - 1].text in _WHEN:
        return True
    text = "".join(token.text for token in tokens)
    if text.endswith(_STAYS) or _covers_cases(tokens[place].text, text):
        return True
    return _others_do_it(text) or _is_put_off(text) or _is_habit(tokens, place) or _was_done(tokens, place)


def _others_do_it(text: str) -> bool:
    """In "发布由运维组负责" others do it."""
    _, by, behind = text.partition("由")
    if not by or not behind or behind.startswith(_US) or any(word in behind for word in _TOOLS):
        return False
    return any(word in behind for word in _THEIRS) or behind.endswith(("了", "过", "了出来", "了回来"))


def _is_put_off(text: str) -> bool:
    """In "迁移定在下个月" it is not for now."""
    return any(word in text for word in _PUT_OFF) and any(word in text for word in _LATER)


def _is_habit(tokens: list[Token], place: int) -> bool:
    """In "我们每个星期四都往生产发布新版本" it is said what is always done."""
    before = "".join(token.text for token in tokens[:place])
    every = _EVERY.search(before)
    return every is not None and any(word in before[every.end() :] for word in ("都", "会"))


def _was_done(tokens: list[Token], place: int) -> bool:
    """In "线上的旧表昨天已经清空了", "订单被删了" it has happened."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    done = tokens[place].text.endswith(("了", "过")) or following in _DONE
    before = tokens[max(0, place - _REACH) : place]
    said = next((n for n, token in enumerate(before) if token.text in _ALREADY or token.text == "被"), None)
    if said is None or any(token.text.endswith("的") for token in before[said:]):
        return False
    return done
