"""One task of an evaluation through the API: submitted, watched to its end, and looked at."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from cli.client import ApiClient, ApiError, path_segment
from domain.errors import DevToolsError
from domain.evaluation import EvalResult, EvalTask, Observation, judged

POLL = 0.3
"""Seconds between two looks."""
FINAL = ("completed", "failed", "denied", "expired", "cancelled")
WAITS = "waits for an approval, which nobody gives here; it was cancelled"


class Runner:
    """``timeout``: seconds that one task may take."""

    def __init__(self, client: ApiClient, *, timeout: float) -> None:
        self._client = client
        self._timeout = timeout

    def run_all(
        self, tasks: Sequence[EvalTask], *, parallel: int, done: Callable[[EvalResult], None]
    ) -> list[EvalResult]:
        """In the order of ``tasks``; ``done`` is told of each as it ends."""
        results: dict[str, EvalResult] = {}
        with ThreadPoolExecutor(max_workers=parallel) as pool:
            futures = [pool.submit(self.run, task) for task in tasks]
            try:
                for future in as_completed(futures):
                    result = future.result()
                    results[result.task.name] = result
                    done(result)
            except BaseException:  # Ctrl-C too: what has not begun must not begin
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [results[task.name] for task in tasks]

    def run(self, task: EvalTask) -> EvalResult:
        """What the API refuses is a failure of the task; without an API nothing can be judged.

        Raises :class:`~domain.errors.UnavailableError`.
        """
        started = time.monotonic()
        body: dict[str, Any] = {"description": task.task, "dry_run": not task.wants_run}
        context = {"environment": task.environment, "project": task.project}
        if given := {key: value for key, value in context.items() if value is not None}:
            body["project_context"] = given
        try:
            accepted = self._client.post("/orchestrate", body, key=uuid.uuid4().hex)
            found, stopped = self._watched(accepted["task_id"], until=started + self._timeout)
            observed = _observed(found, list(self._events(found["task_id"])), stopped)
        except ApiError as error:
            observed = Observation(status="refused", stopped=f"the API refused it: {error}")
        return judged(task, observed.model_copy(update={"seconds": round(time.monotonic() - started, 2)}))

    def _watched(self, task_id: str, *, until: float) -> tuple[dict[str, Any], str | None]:
        """As it ended, and why it was given up."""
        path, stopped = f"/orchestrations/{path_segment(task_id)}", None
        while True:
            found: dict[str, Any] = self._client.get(path)
            if found["status"] in FINAL:
                return found, stopped
            if stopped is None:
                if found["status"] == "approval_pending" and found["approval"]:
                    stopped = WAITS
                elif time.monotonic() > until:
                    stopped = f"not over after {self._timeout:g} s; it was cancelled"
                if stopped is not None:
                    self._client.post(f"{path}/cancel")
            time.sleep(POLL)

    def _events(self, task_id: str) -> Iterator[dict[str, Any]]:
        """Of an orchestration that is over: the stream ends by itself."""
        text = self._client.text(f"/orchestrations/{path_segment(task_id)}/events")
        for line in text.splitlines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def health_of(client: ApiClient) -> dict[str, Any]:
    """The models in force, where the API says them."""
    try:
        found = client.get("/health")
    except DevToolsError:
        return {}
    models = found.get("models") or {}
    return {key: models.get(key) for key in ("version", "environment", "per_agent")}


def _observed(found: dict[str, Any], events: Sequence[dict[str, Any]], stopped: str | None) -> Observation:
    plan, report, usage = found["plan"] or {}, found["report"] or {}, found["usage"] or {}
    calls = [event["payload"] for event in events if event["kind"] == "tool.finished"]
    turns = [event["payload"] for event in events if event["kind"] == "turn.finished"]
    return Observation(
        task_id=found["task_id"],
        status=found["status"],
        level=(found["risk"] or {}).get("level"),
        agents=tuple(dict.fromkeys(step["agent"] for step in plan.get("steps", ()))),
        planned_by=plan.get("made_by", ""),
        tools=tuple(call["tool"] for call in calls if call["state"] == "done"),
        models=tuple(dict.fromkeys(turn["model"] for turn in turns)),
        reports=tuple(step["report"] for step in report.get("steps", ())),
        stopped=stopped,
        tokens=usage.get("prompt_tokens", 0) + usage.get("completion_tokens", 0),
        cost=usage.get("total_cost", 0.0),
    )
