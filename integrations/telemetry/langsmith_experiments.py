"""Results of an evaluation in LangSmith: the tasks as a dataset, each run of them as an experiment on it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError
from domain.evaluation import EvalResult, EvalTask, Verdict
from domain.models import digest_of
from integrations.telemetry.langsmith_client import quiet_client

if TYPE_CHECKING:
    from langsmith import Client
    from langsmith.schemas import TracerSession

DATASET = "dev-tools-evals"
TIMEOUT_MS = (3_000, 20_000)
"""To connect, and to read an answer."""
DENIED = 403
_IDS = uuid.UUID("1d6b5f0e-94c2-4b0a-9a1c-0c1f5f7c2e55")


def upload_experiment(
    settings: Settings, results: Sequence[EvalResult], *, models: Mapping[str, Any], now: datetime
) -> str:
    """The name of the experiment. A task is one example for ever; edited, it is another.

    Raises :class:`~domain.errors.ConfigurationError` without a key or for one that may not write, and
    :class:`~domain.errors.UnavailableError` where LangSmith fails.
    """
    client = _client(settings)
    name = f"{DATASET}-{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    try:
        dataset_id = _dataset(client)
        _add_examples(client, dataset_id, [result.task for result in results])
        project = client.create_project(name, reference_dataset_id=dataset_id, metadata=dict(models))
        for result in results:
            _add_run(client, project, dataset_id, result, now=now)
    except Exception as error:  # the client raises many kinds
        raise _named(error, settings) from error
    return name


def _client(settings: Settings) -> "Client":
    if settings.langsmith_api_key is None:
        raise ConfigurationError("LANGSMITH_API_KEY is not set: there is nowhere to upload to")
    return quiet_client(
        endpoint=settings.langsmith_endpoint.rstrip("/"),
        api_key=settings.langsmith_api_key.get_secret_value(),
        workspace_id=settings.langsmith_workspace_id,
        timeout_ms=TIMEOUT_MS,
    )


def _dataset(client: "Client") -> uuid.UUID:
    if client.has_dataset(dataset_name=DATASET):
        dataset = client.read_dataset(dataset_name=DATASET)
    else:
        dataset = client.create_dataset(DATASET, description="Tasks of `devtools eval`")
    return uuid.UUID(str(dataset.id))


def _example_id(dataset_id: uuid.UUID, task: EvalTask) -> uuid.UUID:
    return uuid.uuid5(_IDS, f"{dataset_id}/{digest_of(task.model_dump(mode='json', exclude={'where'}))}")


def _add_examples(client: "Client", dataset_id: uuid.UUID, tasks: Sequence[EvalTask]) -> None:
    wanted = {_example_id(dataset_id, task): task for task in tasks}
    known = {example.id for example in client.list_examples(dataset_id=dataset_id, example_ids=list(wanted))}
    for example_id, task in wanted.items():
        if example_id not in known:
            client.create_example(
                inputs=_inputs(task),
                outputs=task.expect.model_dump(mode="json"),
                metadata={"name": task.name},
                dataset_id=dataset_id,
                example_id=example_id,
            )


def _add_run(
    client: "Client", project: "TracerSession", dataset_id: uuid.UUID, result: EvalResult, *, now: datetime
) -> None:
    run_id, seen = uuid.uuid4(), result.observed
    began = now - timedelta(seconds=seen.seconds)
    client.create_run(
        result.task.name,
        _inputs(result.task),
        "chain",
        project_name=project.name,
        id=run_id,
        reference_example_id=_example_id(dataset_id, result.task),
        start_time=began,
        end_time=now,
        outputs=seen.model_dump(mode="json"),
        error=None if seen.status == "completed" else seen.stopped or f"ended as {seen.status}",
    )
    for check in result.checks:
        if check.verdict is not Verdict.NOT_JUDGED:
            score = float(check.verdict is Verdict.PASSED)
            client.create_feedback(
                run_id,
                check.what,
                score=score,
                comment=check.why or None,
                session_id=project.id,
                start_time=began,
                stop_after_attempt=1,
            )


def _inputs(task: EvalTask) -> dict[str, Any]:
    return task.model_dump(mode="json", include={"task", "environment", "project"}, exclude_none=True)


def _named(error: Exception, settings: Settings) -> ConfigurationError | UnavailableError:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status == DENIED or f"{DENIED}" in str(error):
        workspace = settings.langsmith_workspace_id or "not set"
        return ConfigurationError(
            f"LangSmith answers 403: check LANGSMITH_WORKSPACE_ID ({workspace}), and that the key may write "
            "there"
        )
    return UnavailableError(
        f"LangSmith at {settings.langsmith_endpoint}: {type(error).__name__}: {error}"[:500]
    )
