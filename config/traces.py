"""Where traces go; nowhere where nothing is configured."""

from pydantic import BaseModel, ConfigDict, SecretStr

from config.settings import Settings


class LangSmithSettings(BaseModel):
    model_config = ConfigDict(frozen=True)

    endpoint: str
    api_key: SecretStr
    project: str
    workspace_id: str | None

    @property
    def target(self) -> str:
        """Where that is, for people."""
        workspace = f", workspace {self.workspace_id}" if self.workspace_id else ""
        return f"{self.endpoint}, project {self.project}{workspace}"


def langsmith_settings(settings: Settings) -> LangSmithSettings | None:
    """None without a key, or where tracing is switched off."""
    if settings.langsmith_api_key is None or not settings.langsmith_tracing:
        return None
    return LangSmithSettings(
        endpoint=settings.langsmith_endpoint.rstrip("/"),
        api_key=settings.langsmith_api_key,
        project=settings.langsmith_project,
        workspace_id=settings.langsmith_workspace_id,
    )


def otlp_endpoint(settings: Settings) -> str | None:
    """The address that spans are posted to; None where OpenTelemetry is not configured."""
    if settings.otlp_endpoint is None:
        return None
    return f"{settings.otlp_endpoint.rstrip('/')}/v1/traces"


def trace_targets(settings: Settings) -> dict[str, str]:
    """Every place that traces are sent to, by name."""
    langsmith, otlp = langsmith_settings(settings), otlp_endpoint(settings)
    return {
        **({"LangSmith": langsmith.target} if langsmith else {}),
        **({"OpenTelemetry": otlp} if otlp else {}),
    }
