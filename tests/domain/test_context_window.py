"""What a model is sent of a conversation that is longer than its window."""

from collections.abc import Sequence

import pytest

from domain.agents import Message, Role
from domain.context_window import CONTEXT_WINDOW, fitted, shortened, tokens_of, tokens_of_text
from domain.errors import ModelError
from domain.tools import ToolCall, ToolSpec

OPENING = (
    Message(role=Role.SYSTEM, content="You are an engineer."),
    Message(role=Role.USER, content="Report of step look:\n\n" + "looked " * 200),
    Message(role=Role.USER, content="Find the fault."),
)
TOOL = ToolSpec(server="test", tool="read", description="Read.")
WHOLE = 100_000


def turn(number: int, *, size: int = 3_000, calls: int = 1) -> list[Message]:
    """A reply with parallel calls, and their answers of so many characters."""
    key = f"turn-{number}"
    wanted = tuple(ToolCall(index=at, tool="test.read", arguments={"turn": number}) for at in range(calls))
    answers = [
        Message(role=Role.TOOL, content=f"<{number}.{at}>" + "x" * size + "<end>", call_key=f"{key}/{at}")
        for at in range(calls)
    ]
    return [Message(role=Role.ASSISTANT, calls=wanted, call_key=key), *answers]


def conversation(turns: int, **more: int) -> list[Message]:
    return [*OPENING, *(message for number in range(turns) for message in turn(number, **more))]


def orphans(messages: Sequence[Message]) -> set[str | None]:
    """Answers without their call, and calls without an answer."""
    asked = {f"{message.call_key}/{call.index}" for message in messages for call in message.calls}
    return asked ^ {message.call_key for message in messages if message.role is Role.TOOL}


def test_what_fits_is_sent_as_it_is() -> None:
    messages = conversation(3)
    assert fitted(messages, [TOOL], window=WHOLE) is messages


@pytest.mark.parametrize("window", range(2_500, 20_000, 1_100))
def test_whatever_the_window_it_fits_and_no_pair_is_split(window: int) -> None:
    messages = conversation(12, calls=2)
    sent = fitted(messages, [TOOL], window=window, answer=100)
    assert tokens_of(sent) + 100 <= window
    assert orphans(sent) == set()
    assert sent[0] == OPENING[0]
    assert OPENING[-1] in sent
    replies = [message.call_key for message in sent if message.role is Role.ASSISTANT]
    assert replies[-2:] == ["turn-10", "turn-11"]
    assert sent == fitted(messages, [TOOL], window=window, answer=100), "the same each time"


def test_old_results_are_cut_first_and_say_how_much_is_left_out() -> None:
    messages = conversation(6)
    sent = fitted(messages, [], window=tokens_of(messages) - 500, answer=1)
    assert len(sent) == len(messages)
    cut = [message.content for message in sent if "left out" in message.content]
    assert len(cut) == 1
    assert cut[0].startswith("<0.0>xxx")
    assert cut[0].endswith("xxx<end>")
    assert "2110 of 3010 characters are left out" in cut[0]


def test_then_the_oldest_turns_go_and_a_note_says_what_they_called() -> None:
    messages = conversation(12, calls=2)
    remark = Message(role=Role.USER, content="The supervisor misses the version.")
    messages.insert(len(OPENING) + 3, remark)
    sent = fitted(messages, [], window=5_000, answer=1)
    note = next(message for message in sent if "earlier turns are left out" in message.content)
    assert "test.read (" in note.content
    assert sent.index(note) == len(OPENING)
    assert remark in sent, "what was said to the agent stays"
    replies = [message.call_key for message in sent if message.role is Role.ASSISTANT]
    assert replies == [f"turn-{number}" for number in range(12 - len(replies), 12)]


def test_one_huge_result_does_not_push_out_the_turns_before_it() -> None:
    messages = [*conversation(6, size=300), *turn(6, size=60_000)]
    sent = fitted(messages, [], window=6_000, answer=500)
    assert len(sent) == len(messages)
    assert sent[:-1] == messages[:-1]


def test_tools_and_the_answer_take_their_part_of_the_window() -> None:
    messages = conversation(2, size=900)
    window = tokens_of(messages) + 1_000
    large = TOOL.model_copy(update={"description": "Read. " * 60})
    assert fitted(messages, [TOOL], window=window, answer=900) is messages
    assert fitted(messages, [large], window=window, answer=900) is not messages
    assert fitted(messages, [TOOL], window=window, answer=1_050) is not messages


def test_what_cannot_be_cut_is_an_error_with_a_name_and_no_try_mends_it() -> None:
    with pytest.raises(ModelError, match="window of 1000 tokens") as caught:
        fitted([Message(role=Role.USER, content="word " * 2_000)], [TOOL], window=1_000)
    assert (caught.value.code, caught.value.permanent) == (CONTEXT_WINDOW, True)


@pytest.mark.parametrize(
    ("text", "at_least"), [("a plain English sentence of nine words or so", 10), ("日本語の文章", 6), ("", 0)]
)
def test_estimates_are_from_above(text: str, at_least: int) -> None:
    assert tokens_of_text(text) >= at_least


def test_a_text_is_never_cut_to_make_it_longer() -> None:
    text = "x" * 970
    assert shortened(text) == text
