"""Whether traces are taken where they are sent to."""

from collections.abc import Sequence

from api.orchestrator.health import Dependency, HealthStatus
from domain.traces.exports import TraceExport


def traces_health(exports: Sequence[TraceExport]) -> Dependency | None:
    """None where no worker sends traces."""
    if not exports:
        return None
    faults = [f"{export.name} waits: {export.fault}" for export in exports if export.fault]
    if faults:
        return Dependency(status=HealthStatus.DEGRADED, detail="; ".join(faults))
    detail = "; ".join(f"{export.name}: {export.target}" for export in exports)
    return Dependency(status=HealthStatus.HEALTHY, detail=detail)
