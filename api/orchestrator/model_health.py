"""Which models the live workers call, by what they say themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, Field

from api.orchestrator.health import Dependency, HealthStatus
from domain.workers import WorkerBeat


class ModelsInForce(BaseModel):
    """``version`` of ``models.yaml``, and the model of each agent and of ``orchestrator``, which plans.

    Values of workers that differ stand side by side; without a live worker nothing is known.
    """

    version: str | None
    environment: str | None = Field(description="NODE_ENV: whose overrides count; null: the defaults.")
    per_agent: dict[str, str] = Field(examples=[{"orchestrator": "openai-compatible/llama3-8b-instruct"}])


def models_in_force(beats: Sequence[WorkerBeat]) -> ModelsInForce:
    models: defaultdict[str, list[str]] = defaultdict(list)
    for beat in beats:
        models[beat.agent].append(beat.model)
    return ModelsInForce(
        version=_joined(beat.models_version for beat in beats),
        environment=_joined(beat.environment or "" for beat in beats),
        per_agent={agent: _joined(found) or "" for agent, found in sorted(models.items())},
    )


def models_health(beats: Sequence[WorkerBeat]) -> Dependency:
    faults = sorted({beat.models_fault for beat in beats if beat.models_fault})
    if faults:
        detail = f"the models stay as they were: {'; '.join(faults)}"
        return Dependency(status=HealthStatus.DEGRADED, detail=detail)
    if len({(beat.models_version, beat.environment) for beat in beats}) > 1:
        return Dependency(status=HealthStatus.DEGRADED, detail="workers do not have the same in force")
    if not beats:
        return Dependency(status=HealthStatus.DEGRADED, detail="not known: no worker is alive")
    return Dependency(status=HealthStatus.HEALTHY, detail="as in the file")


def _joined(values: Iterable[str]) -> str | None:
    return ", ".join(sorted(set(filter(None, values)))) or None
