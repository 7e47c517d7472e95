"""How each thing that the product needs is told to be."""

from enum import StrEnum

from pydantic import BaseModel


class HealthStatus(StrEnum):
    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


class Dependency(BaseModel):
    status: HealthStatus
    detail: str
