"""Every environment variable of the product, in one place.

A variable may have aliases (the names an earlier version used). Two names of one setting with different
values are an error, not a guess.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dotenv import load_dotenv
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from domain.disclosure import Disclosure
from domain.errors import ConfigurationError

CONFIG_DIR = Path(__file__).parent
"""The configuration that ships with the product."""

ENV_FILE = Path("config/env/.env")
"""Read from the current folder, where there is one; a variable that is set wins over it."""

VARIABLES: dict[str, tuple[str, ...]] = {
    "state_dir": ("DEVTOOLS_STATE_DIR",),
    "workspace": ("DEVTOOLS_WORKSPACE",),
    "config_dir": ("DEVTOOLS_CONFIG_DIR",),
    "embedded": ("DEVTOOLS_EMBEDDED",),
    "host": ("DEVTOOLS_HOST",),
    "api_port": ("DEVTOOLS_API_PORT",),
    "api_url": ("DEVTOOLS_API_URL",),
    "gateway_port": ("DEVTOOLS_GATEWAY_PORT",),
    "gateway_url": ("DEVTOOLS_GATEWAY_URL", "MCP_GATEWAY_URL"),
    "mcp_profile": ("DEVTOOLS_MCP_PROFILE",),
    "tool_disclosure": ("DEVTOOLS_TOOL_DISCLOSURE",),
    "tool_keys": ("DEVTOOLS_TOOL_KEYS",),
    "max_worktrees": ("DEVTOOLS_MAX_WORKTREES",),
    "api_token": ("DEVTOOLS_API_TOKEN",),
    "tokens_file": ("DEVTOOLS_TOKENS_FILE",),
    "temporal_ui_url": ("DEVTOOLS_TEMPORAL_UI_URL",),
    "log_level": ("DEVTOOLS_LOG_LEVEL", "LOG_LEVEL"),
    "continue_as_new_after": ("DEVTOOLS_CONTINUE_AS_NEW_AFTER",),
    "database_url": ("DATABASE_URL",),
    "temporal_address": ("TEMPORAL_ADDRESS",),
    "temporal_namespace": ("TEMPORAL_NAMESPACE",),
    "checkpoint_file": ("LEDGER_CHECKPOINT_FILE",),
    "checkpoint_url": ("LEDGER_CHECKPOINT_URL",),
    "checkpoint_seconds": ("LEDGER_CHECKPOINT_SECONDS",),
    "node_env": ("NODE_ENV",),
    "llm_provider": ("LLM_PROVIDER",),
    "llm_base_url": ("LLM_BASE_URL", "GRADIENT_BASE_URL", "OPENAI_BASE_URL"),
    "llm_api_key": ("LLM_API_KEY", "GRADIENT_MODEL_ACCESS_KEY", "GRADIENT_API_KEY", "OPENAI_API_KEY"),
    "llm_model": ("LLM_MODEL", "GRADIENT_MODEL"),
    "linear_api_url": ("LINEAR_API_URL",),
    "linear_token": ("LINEAR_API_KEY", "LINEAR_OAUTH_DEV_TOKEN", "LINEAR_OAUTH_TOKEN"),
    "linear_client_id": ("LINEAR_CLIENT_ID",),
    "linear_client_secret": ("LINEAR_CLIENT_SECRET",),
    "linear_webhook_secret": ("LINEAR_WEBHOOK_SIGNING_SECRET", "LINEAR_WEBHOOK_SECRET"),
    "linear_webhook_secret_previous": ("LINEAR_WEBHOOK_SIGNING_SECRET_PREVIOUS",),
    "linear_hub": ("LINEAR_APPROVAL_HUB_ISSUE_ID",),
    "linear_template": ("LINEAR_APPROVAL_TEMPLATE_ID",),
    "linear_status_group": ("LINEAR_FIELD_REQUEST_STATUS_ID",),
    "linear_status_approved": ("LINEAR_REQUEST_STATUS_APPROVED",),
    "linear_status_denied": ("LINEAR_REQUEST_STATUS_DENIED",),
    "linear_status_more_info": ("LINEAR_REQUEST_STATUS_MORE_INFO",),
    "linear_required_action": ("LINEAR_FIELD_REQUIRED_ACTION_ID",),
    "linear_tasks": ("LINEAR_TASKS",),
    "langsmith_api_key": ("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"),
    "langsmith_tracing": ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"),
    "langsmith_endpoint": ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"),
    "langsmith_project": ("LANGSMITH_PROJECT", "LANGCHAIN_PROJECT"),
    "langsmith_workspace_id": ("LANGSMITH_WORKSPACE_ID", "LANGCHAIN_WORKSPACE_ID"),
    "langsmith_hide_inputs": ("LANGSMITH_HIDE_INPUTS", "LANGCHAIN_HIDE_INPUTS"),
    "langsmith_hide_outputs": ("LANGSMITH_HIDE_OUTPUTS", "LANGCHAIN_HIDE_OUTPUTS"),
    "otlp_endpoint": ("OTEL_EXPORTER_OTLP_ENDPOINT",),
}
"""Setting -> its variable, then that variable's aliases."""


class Settings(BaseModel):
    """Where things are and how they are reached; built once for each process by :func:`load_settings`."""

    model_config = ConfigDict(frozen=True)

    state_dir: Path = Path(".devtools")
    """Data, logs and keys of this installation."""
    workspace: Path = Path()
    """The folder that the agents' tools see."""
    config_dir: Path = CONFIG_DIR
    embedded: bool = False
    """The Temporal server is the embedded one: unsigned signals count there as ``operator@local``."""
    host: str = "127.0.0.1"
    api_port: int = Field(default=8001, ge=1, le=65535)
    api_url: str | None = None
    """Where clients find the API; by default ``http://host:api_port``."""
    gateway_port: int = Field(default=8000, ge=1, le=65535)
    gateway_url: str | None = None
    """Where workers and clients find the tool gateway; by default ``http://host:gateway_port``."""
    mcp_profile: Literal["default", "full"] = "default"
    tool_disclosure: Disclosure = Disclosure.AGENT_PROFILE
    """Which tools a model is shown where its agent's own entry does not say."""
    tool_keys: Path | None = None
    """Folder of the key that workers sign tool calls with; the gateway needs the ``*.pub`` only."""
    max_worktrees: int = Field(default=20, ge=1, le=1000)
    """Tasks that may have a git worktree at the same time."""
    api_token: SecretStr | None = None
    tokens_file: Path | None = None
    """YAML of token hashes -> principals; by default ``tokens.yaml`` in the state folder."""
    temporal_ui_url: str = "http://127.0.0.1:8233"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    continue_as_new_after: int | None = Field(default=None, ge=50)
    """Events of history after which a run continues as new; by default when the server suggests it."""
    database_url: SecretStr | None = None
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "default"
    checkpoint_file: Path | None = None
    """JSON lines; by default ``ledger-checkpoints.jsonl`` in the state folder."""
    checkpoint_url: str | None = None
    """An object store that keeps each checkpoint too, as ``s3://bucket/folder``."""
    checkpoint_seconds: float = Field(default=60.0, ge=1)
    node_env: str | None = None
    """Whose overrides in ``agents/models.yaml`` count; by default nobody's."""
    llm_provider: Literal["offline", "openai-compatible", "anthropic"] | None = None
    """By default ``openai-compatible`` where a base URL or a key is set, else ``offline``."""
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_model: str | None = None
    linear_api_url: str = "https://api.linear.app/graphql"
    linear_token: SecretStr | None = None
    linear_client_id: str | None = None
    """With its secret: app tokens are minted, and minted anew when they run out."""
    linear_client_secret: SecretStr | None = None
    linear_webhook_secret: SecretStr | None = None
    linear_webhook_secret_previous: SecretStr | None = None
    """Taken too, while a new one replaces it."""
    linear_hub: str | None = None
    """The issue of which approvals are sub-issues, as ``DEV-68``."""
    linear_template: str | None = None
    linear_status_group: str | None = None
    linear_status_approved: str | None = None
    linear_status_denied: str | None = None
    linear_status_more_info: str | None = None
    linear_required_action: str | None = None
    linear_tasks: bool = False
    """People may give tasks in Linear."""
    langsmith_api_key: SecretStr | None = None
    """With it, each orchestration is a trace in LangSmith."""
    langsmith_tracing: bool = True
    langsmith_endpoint: str = "https://api.smith.langchain.com"
    langsmith_project: str = "dev-tools"
    langsmith_workspace_id: str | None = None
    langsmith_hide_inputs: bool = False
    """No trace, wherever it goes, has tasks, prompts or arguments."""
    langsmith_hide_outputs: bool = False
    """Nor answers, results, reports and errors."""
    otlp_endpoint: str | None = None
    """With it, each orchestration is a trace there, by OTLP over HTTP."""

    @property
    def keys_dir(self) -> Path:
        return self.state_dir / "keys"

    @property
    def tool_keys_dir(self) -> Path:
        return self.tool_keys or self.state_dir / "tool-keys"

    @property
    def worktrees_dir(self) -> Path:
        return self.state_dir / "worktrees"

    @property
    def gateway_base_url(self) -> str:
        return (self.gateway_url or f"http://{self.host}:{self.gateway_port}").rstrip("/")

    @property
    def checkpoint_path(self) -> Path:
        return self.checkpoint_file or self.state_dir / "ledger-checkpoints.jsonl"

    @property
    def tokens_path(self) -> Path:
        return self.tokens_file or self.state_dir / "tokens.yaml"

    @property
    def api_base_url(self) -> str:
        return (self.api_url or f"http://{self.host}:{self.api_port}").rstrip("/")

    @property
    def provider(self) -> Literal["offline", "openai-compatible", "anthropic"]:
        if self.llm_provider:
            return self.llm_provider
        return "openai-compatible" if self.llm_base_url or self.llm_api_key else "offline"

    def require_database_url(self) -> str:
        """Raises :class:`~domain.errors.ConfigurationError` where none is set."""
        if self.database_url is None:
            raise ConfigurationError(
                "DATABASE_URL is not set; `devtools up` starts a database, `devtools env` prints it"
            )
        return self.database_url.get_secret_value()


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment; an empty variable counts as unset.

    Without ``environ`` it is the process's own, completed from :data:`ENV_FILE` where that exists.
    Raises :class:`~domain.errors.ConfigurationError` naming the variable.
    """
    if environ is None:
        load_dotenv(ENV_FILE, override=False)
        environ = os.environ
    values = {name: value for name in VARIABLES if (value := _read(environ, VARIABLES[name])) is not None}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        variable = VARIABLES[str(first["loc"][0])][0]
        raise ConfigurationError(f"{variable}: {first['msg']}") from error
    return settings.model_copy(
        update={"state_dir": settings.state_dir.absolute(), "workspace": settings.workspace.absolute()}
    )


def _read(environ: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    found = {name: environ[name] for name in names if environ.get(name)}
    if len(set(found.values())) > 1:
        raise ConfigurationError(f"{' and '.join(found)} are one setting with different values: keep one")
    return next(iter(found.values()), None)
