"""Where this installation sends traces."""

from config.settings import Settings
from config.traces import langsmith_settings, otlp_endpoint
from domain.traces.exports import SpanExporter
from integrations.telemetry.langsmith_traces import LangSmithExporter
from integrations.telemetry.otlp_traces import OtlpExporter


def build_exporters(settings: Settings) -> list[SpanExporter]:
    """None where nothing is configured; reaches nobody.

    Raises :class:`~domain.errors.ConfigurationError`.
    """
    found: list[SpanExporter] = []
    if (langsmith := langsmith_settings(settings)) is not None:
        found.append(LangSmithExporter(langsmith))
    if (endpoint := otlp_endpoint(settings)) is not None:
        found.append(OtlpExporter(endpoint))
    return found
