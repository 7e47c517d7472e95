# One image for API and worker; the compose file says which one a container is.
FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/devtools
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.9.30
COPY pyproject.toml uv.lock README.md LICENSE NOTICE ./
RUN uv sync --frozen --no-dev --extra otel --no-install-project
COPY config/mcp/environments/git.txt config/mcp/environments/git.txt
RUN uv venv .venv/mcp/git && uv pip install --python .venv/mcp/git --require-hashes -r config/mcp/environments/git.txt
COPY activities activities
COPY api api
COPY cli cli
COPY config config
COPY domain domain
COPY integrations integrations
COPY worker worker
COPY workflows workflows
RUN uv sync --frozen --no-dev --extra otel --no-editable

FROM python:3.11-slim-bookworm
# git: the tools of the git server run it; the version is the distribution's
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 devtools \
    && install --directory --owner=devtools --mode=0700 /var/lib/devtools \
    && install --directory --owner=devtools /workspace
COPY --from=build /opt/devtools/.venv /opt/devtools/.venv
ENV PATH=/opt/devtools/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEVTOOLS_STATE_DIR=/var/lib/devtools \
    DEVTOOLS_WORKSPACE=/workspace
USER 10001
WORKDIR /workspace
CMD ["python", "-m", "worker"]
