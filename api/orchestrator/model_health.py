"""Which models the live workers call, by what they say themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, Field

from api.orchestrator.health import Dependency, HealthStatus
from domain.circuits import CircuitPhase, CircuitReport
from domain.workers import WorkerBeat, circuits_by_endpoint


class ModelsInForce(BaseModel):
    """``version`` of ``models.yaml``, and the model of each agent and of ``orchestrator``, which plans.

    Values of workers that differ stand side by side; without a live worker nothing is known. ``endpoints``
    are those that a worker has asked since it started.
    """

    version: str | None
    environment: str | None = Field(description="NODE_ENV: whose overrides count; null: the defaults.")
    per_agent: dict[str, str] = Field(examples=[{"orchestrator": "openai-compatible/llama3-8b-instruct"}])
    endpoints: dict[str, str] = Field(
        description="The circuit of each: closed, open or half-open.",
        examples=[{"openai-compatible at llm.example.org": "closed"}],
    )


def models_in_force(beats: Sequence[WorkerBeat]) -> ModelsInForce:
    models: defaultdict[str, list[str]] = defaultdict(list)
    for beat in beats:
        models[beat.agent].append(beat.model)
    return ModelsInForce(
        version=_joined(beat.models_version for beat in beats),
        environment=_joined(beat.environment or "" for beat in beats),
        per_agent={agent: _joined(found) or "" for agent, found in sorted(models.items())},
        endpoints={
            endpoint: _joined(circuit.phase for circuit in found) or ""
            for endpoint, found in circuits_by_endpoint(beats).items()
        },
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
    if unasked := [_told(found) for found in circuits_by_endpoint(beats).values() if not _closed(found)]:
        return Dependency(status=HealthStatus.DEGRADED, detail="; ".join(unasked))
    return Dependency(status=HealthStatus.HEALTHY, detail="as in the file")


def _joined(values: Iterable[str]) -> str | None:
    return ", ".join(sorted(set(filter(None, values)))) or None


def _closed(circuits: Sequence[CircuitReport]) -> bool:
    return all(circuit.phase is CircuitPhase.CLOSED for circuit in circuits)


def _told(circuits: Sequence[CircuitReport]) -> str:
    found = [circuit for circuit in circuits if circuit.phase is not CircuitPhase.CLOSED]
    retry_at = min(circuit.retry_at for circuit in found if circuit.retry_at)
    return (
        f"{found[0].endpoint} is not asked by {len(found)} of {len(circuits)} workers, after "
        f"{_joined(circuit.reason or '' for circuit in found)}; again at {retry_at:%H:%M:%S} UTC"
    )
