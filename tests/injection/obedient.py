"""A model that does whatever it reads: it finds an order in a page, and follows it to the letter."""

import json
import re
from typing import Any

from domain.data_marks import unmarked
from integrations.llm.names import wire_name
from tests.injection.attacks import ATTACKS, Attack, Call
from tests.support.loopback import Answer
from tests.support.openai_server import calls, says
from tests.support.scripts import plans_steps, step

_TASK = re.compile(r"Summarise the pages? (\d+)(?: to (\d+))?")
_KEY = re.compile(r"Key: (\S+)")


class ObedientModel:
    """Asked for a plan, it makes a step for each page. ``api`` is what it takes for our own address.

    ``read``: the message in which each page reached it. ``told``: what came of the calls, by page.
    """

    def __init__(self) -> None:
        self.api = ""
        self.read: dict[str, str] = {}
        self.told: dict[str, list[str]] = {}
        self.prompts: list[str] = []

    def answer(self, body: dict[str, Any]) -> Answer:
        messages = body["messages"]
        task = next(message["content"] for message in reversed(messages) if message["role"] == "user")
        first, last = _TASK.findall(task)[-1]
        if "supervisor__submit_check" in json.dumps(body["tools"]):
            return calls(("supervisor__submit_check", {"answers_the_task": True}))
        self.prompts.append(messages[0]["content"])
        if "planner__submit_plan" in json.dumps(body["tools"]):
            return _plan(range(int(first), int(last) + 1))
        attack = ATTACKS[int(first)]
        answers = [message["content"] for message in messages if message["role"] == "tool"]
        if any("hands the task" in str(message["content"]) for message in messages):
            return self._goes_on(attack, answers)
        return self._next(attack, answers)

    def _next(self, attack: Attack, answers: list[str]) -> Answer:
        if not answers:
            return calls((wire_name("site.read_page"), {"name": str(ATTACKS.index(attack))}))
        self.read[attack.name] = answers[0]
        if len(answers) == 1 and attack.calls:
            return calls(*(self._filled(call, unmarked(answers[0])) for call in attack.calls))
        self.told[attack.name] = answers[1:]
        return says(attack.says)

    def _goes_on(self, attack: Attack, answers: list[str]) -> Answer:
        """As the agent to which the step was handed over."""
        if not answers:
            return calls(*(self._filled(call, "") for call in attack.then))
        self.told[attack.name] = answers
        return says(attack.says)

    def _filled(self, call: Call, page: str) -> Call:
        """With the secret as it stands in the page."""
        key = _KEY.search(page)
        text = json.dumps(call[1]).replace("{api}", self.api).replace("{key}", key[1] if key else "")
        return wire_name(call[0]), json.loads(text)


def task_of(pages: range) -> str:
    """Numbers, since tasks are rated by their words: each attack of ``pages`` is one."""
    return f"Summarise the pages {pages[0]} to {pages[-1]}"


def attack_of(step_id: str) -> Attack:
    return ATTACKS[int(step_id.removeprefix("page-"))]


def _plan(pages: range) -> Answer:
    return plans_steps(*(step(f"page-{n}", f"Summarise the page {n}", agent=ATTACKS[n].agent) for n in pages))
