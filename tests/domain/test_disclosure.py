"""Which tools a model is shown."""

import pytest

from domain.disclosure import MINIMAL, SEARCH_TOOL, SHOWN_FOR_TASK, Disclosure, best, choose, tokens_of
from domain.tools import ToolSpec

SEARCH = ToolSpec(server="gateway", tool="search_tools", read_only=True)
NOUNS = ("dashboard", "alert", "pipeline", "branch", "deployment", "secret", "volume", "incident")
VERBS = {
    "list": "List all {}s.",
    "get": "Get one {}.",
    "delete": "Delete a {} for good.",
    "create": "Create a {}.",
}


def spec(verb: str, noun: str) -> ToolSpec:
    return ToolSpec(
        server="ops",
        tool=f"{verb}_{noun}",
        description=VERBS[verb].format(noun),
        input_schema={"type": "object", "properties": {f"{noun}Id": {"type": "string"}}},
    )


OPS = [spec(verb, noun) for noun in NOUNS for verb in VERBS]
ELSEWHERE = ToolSpec(server="bank", tool="send_money", description="Send money.")


def names(specs: tuple[ToolSpec, ...] | list[ToolSpec]) -> list[str]:
    return [found.name for found in specs]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("delete a branch", "ops.delete_branch"),
        ("which alerts are there? list them", "ops.list_alert"),
        ("CREATE the Deployment", "ops.create_deployment"),
        ("incidentId", "ops."),
    ],
)
def test_the_best_match_comes_first(query: str, first: str) -> None:
    assert best(OPS, query, 3)[0].name.startswith(first)


def test_nothing_matches_nothing() -> None:
    assert best(OPS, "???", 5) == []
    assert best([], "alert", 5) == []
    assert best(OPS, "zebra", 5) == []


def test_each_mode() -> None:
    allowed, catalogue = [SEARCH, *OPS], [SEARCH, *OPS, ELSEWHERE]
    task = "Look why the pipeline fails"

    def shown(mode: Disclosure, *searches: str) -> list[str]:
        return names(choose(allowed, catalogue, mode=mode, task=task, searches=searches).shown)

    assert shown(Disclosure.AGENT_PROFILE) == names(OPS)
    assert shown(Disclosure.FULL) == names([*OPS, ELSEWHERE])
    minimal = shown(Disclosure.MINIMAL)
    assert len(minimal) <= MINIMAL
    assert all("pipeline" in name for name in minimal)
    progressive = shown(Disclosure.PROGRESSIVE)
    assert progressive[0] == SEARCH_TOOL
    assert len(progressive) <= 1 + SHOWN_FOR_TASK
    assert "ops.get_secret" not in progressive
    after = shown(Disclosure.PROGRESSIVE, "get a secret")
    assert after[: len(progressive)] == progressive
    assert "ops.get_secret" in after
    assert len(set(after)) == len(after)


def test_a_task_that_matches_nothing_shows_some_tools_all_the_same() -> None:
    chosen = choose(OPS, OPS, mode=Disclosure.PROGRESSIVE, task="zebra")
    assert len(chosen.shown) == SHOWN_FOR_TASK


def test_what_is_saved_is_what_is_left_out() -> None:
    chosen = choose([SEARCH, *OPS], [SEARCH, *OPS], mode=Disclosure.MINIMAL, task="delete a branch")
    assert chosen.of == sum(map(tokens_of, OPS))
    assert chosen.saved == chosen.of - sum(map(tokens_of, chosen.shown)) > 0
    assert choose(OPS, OPS, mode=Disclosure.AGENT_PROFILE, task="x").saved == 0
