"""Fitting a conversation into a model's context window. What is stored stays whole: only what is sent is cut.

In this order, and only as far as it takes:

1. one tool result, or report of an earlier step, that alone takes over a quarter of the room is cut to that;
2. older tool results are cut to their beginning and end, the oldest first;
3. older turns are left out, the oldest first; a note says how many, and which tools they called;
4. the newest tool results and the reports are cut to their beginning and end.

The system prompt, the instruction, what people or the supervisor said since and the last turns always stay. A
turn is a reply with the answers to all its calls, and stays or goes as one: providers refuse an answer whose
call is missing. The same conversation is cut the same way each time.

Tokens are estimated as a third of the UTF-8 bytes. Of prose, code and JSON that is more than any tokeniser
counts; only dense text (base64, long numbers) may count up to twice as much.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.agents import Message, Role
from domain.errors import ModelError
from domain.tools import ToolSpec

CONTEXT_WINDOW = "LlmContextWindow"
"""The code of the error of a prompt that cannot be made to fit."""
BYTES_PER_TOKEN = 3
TOKENS_PER_MESSAGE = 8
"""Role, ids and separators."""
ANSWER_TOKENS = 4_096
"""Kept free for the answer where ``max_tokens`` says nothing; of a small window at most a quarter."""
KEPT_TURNS = 2
"""The last turns, which always stay."""
HEAD, TAIL = 600, 300
"""Characters that are left of a text that is cut short."""
_LARGEST_SHARE = 4
"""No single result takes more than this part of the room while there is none left."""


def tokens_of_text(text: str) -> int:
    """Estimated from above; see the module."""
    return math.ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN)


def tokens_of(messages: Iterable[Message]) -> int:
    """Of a prompt without its tools."""
    return sum(_tokens_of(message) for message in messages)


def shortened(text: str, *, head: int = HEAD, tail: int = TAIL) -> str:
    """Beginning and end of the text, with a line between them that says how much is left out."""
    left_out = len(text) - head - tail
    note = f"\n[... {left_out} of {len(text)} characters are left out here to fit the model's context ...]\n"
    if left_out <= len(note):
        return text
    return text[:head] + note + text[len(text) - tail :]


def fitted(
    messages: Sequence[Message], tools: Sequence[ToolSpec], *, window: int, answer: int | None = None
) -> Sequence[Message]:
    """The messages as the model is sent them; ``window`` and ``answer`` are in tokens.

    Raises :class:`~domain.errors.ModelError` with the code :data:`CONTEXT_WINDOW`, for good, where what must
    stay does not fit.
    """
    for_tools = sum(_tokens_of_tool(tool) for tool in tools)
    room = window - for_tools - (answer or min(ANSWER_TOKENS, window // 4))
    conversation = _Conversation.of(messages)
    if conversation.fits(room):
        return messages
    for stage in (_cut_the_largest, _cut_old_results, _leave_out_old_turns, _cut_new_results):
        stage(conversation, room)
        if conversation.fits(room):
            return conversation.messages()
    raise ModelError(
        f"the prompt does not fit the model's context window of {window} tokens: about "
        f"{conversation.tokens} of what cannot be left out, and about {for_tools} of tool definitions, leave "
        "no room for the answer. Give the agent a model with a larger window (models.yaml), show it fewer "
        "tools (`disclosure` in agents.yaml), or make the task smaller",
        code=CONTEXT_WINDOW,
        permanent=True,
    )


def _tokens_of(message: Message) -> int:
    arguments = "".join(call.tool + json.dumps(call.arguments, ensure_ascii=False) for call in message.calls)
    per_call = TOKENS_PER_MESSAGE * len(message.calls)
    return TOKENS_PER_MESSAGE + per_call + tokens_of_text(message.content + arguments)


def _tokens_of_tool(tool: ToolSpec) -> int:
    definition = json.dumps([tool.name, tool.description, tool.input_schema], ensure_ascii=False)
    return TOKENS_PER_MESSAGE + tokens_of_text(definition)


@dataclass
class _Conversation:
    """``opening``: what stands before the first reply; its last message is the instruction."""

    opening: list[Message]
    turns: list[list[Message]]
    left_out: list[list[Message]] = field(default_factory=list)
    tokens: int = 0
    whole: dict[tuple[int, int], str] = field(default_factory=dict)
    """What was cut, before it was: by the identity of its group and its place there."""

    @classmethod
    def of(cls, messages: Sequence[Message]) -> "_Conversation":
        starts = [at for at, message in enumerate(messages) if message.role is Role.ASSISTANT]
        ends = [*starts[1:], len(messages)]
        turns = [list(messages[start:end]) for start, end in zip(starts, ends, strict=True)] if starts else []
        opening = list(messages[: starts[0]] if starts else messages)
        return cls(opening=opening, turns=turns, tokens=tokens_of(messages))

    def fits(self, room: int) -> bool:
        return self.tokens <= room

    def messages(self) -> list[Message]:
        kept = [message for turn in self.turns for message in turn]
        return [*self.opening, *self._instead(), *kept]

    def cut(self, group: list[Message], at: int, *, head: int = HEAD, tail: int = TAIL) -> None:
        before = group[at]
        whole = self.whole.setdefault((id(group), at), before.content)
        group[at] = before.model_copy(update={"content": shortened(whole, head=head, tail=tail)})
        self.tokens += _tokens_of(group[at]) - _tokens_of(before)

    def leave_out_oldest(self) -> None:
        self.left_out.append(self.turns.pop(0))
        self.tokens = tokens_of(self.messages())

    def _instead(self) -> list[Message]:
        """A note in place of the turns that are left out, and what was said to the agent in them."""
        if not self.left_out:
            return []
        turns = self.left_out
        called = Counter(call.tool for turn in turns for message in turn for call in message.calls)
        tools = ", ".join(f"{tool} ({times}x)" for tool, times in called.items()) or "none"
        note = (
            f"[{len(turns)} earlier turns are left out here to fit the model's context. Tools called in "
            f"them: {tools}. Call a tool again if you need its result.]"
        )
        said = [message for turn in turns for message in turn if message.role is Role.USER]
        return [Message(role=Role.USER, content=note), *said]


def _cut_the_largest(conversation: _Conversation, room: int) -> None:
    """Every result and report that takes more than its share, whichever turn it is of."""
    share = max(0, room // _LARGEST_SHARE)
    for group, at in [*_reports(conversation), *_results(conversation.turns)]:
        text = group[at].content
        if tokens_of_text(text) > share:
            # by bytes where they are many: a share of other scripts is fewer characters
            characters = int(len(text) * share / tokens_of_text(text))
            head, tail = max(HEAD, characters * 2 // 3), max(TAIL, characters // 3)
            conversation.cut(group, at, head=head, tail=tail)


def _cut_old_results(conversation: _Conversation, room: int) -> None:
    for group, at in _results(conversation.turns[:-KEPT_TURNS]):
        if conversation.fits(room):
            return
        conversation.cut(group, at)


def _leave_out_old_turns(conversation: _Conversation, room: int) -> None:
    while len(conversation.turns) > KEPT_TURNS and not conversation.fits(room):
        conversation.leave_out_oldest()


def _cut_new_results(conversation: _Conversation, room: int) -> None:
    for group, at in [*_reports(conversation), *_results(conversation.turns)]:
        if conversation.fits(room):
            return
        conversation.cut(group, at)


def _reports(conversation: _Conversation) -> list[tuple[list[Message], int]]:
    """What earlier steps reported: what stands between the system prompt and the instruction."""
    opening = conversation.opening
    return [(opening, at) for at, message in enumerate(opening[:-1]) if message.role is Role.USER]


def _results(turns: Sequence[list[Message]]) -> list[tuple[list[Message], int]]:
    return [(turn, at) for turn in turns for at, message in enumerate(turn) if message.role is Role.TOOL]
