# Everything a clone needs: `make run` and `make test`. Wants Python 3.11 or newer, git and make; no root.
# The first run of a target fills .venv with packages; nothing else is downloaded, nothing outside changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.9.30
UV := env -u VIRTUAL_ENV UV_PYTHON_DOWNLOADS=never $(BIN)/uv
# tests start hundreds of Python processes: none of them should compile what another one has
CACHING := env -u PYTHONDONTWRITEBYTECODE
GIT_ENV := $(VENV)/mcp/git
GIT_LOCK := config/mcp/environments/git

.DEFAULT_GOAL := help
.PHONY: help run test test-small-model coverage lint check histories likeness bench mcp-lock

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed $(GIT_ENV)/.installed ## Start everything, run two example tasks, stay until Ctrl-C
	@exec $(BIN)/devtools up --demo

# each process has servers of its own; a file's tests stay together, in the order of the files: the long ones are not left for the end
test: $(VENV)/.installed-dev $(GIT_ENV)/.installed ## Run the tests; more by ARGS="-k gate"
	@exec $(CACHING) $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder $(ARGS)

test-small-model: $(VENV)/.installed-small-model $(GIT_ENV)/.installed ## Run the tests with a small real model; installs 130 MB
	@exec $(CACHING) $(BIN)/python -m pytest -m small_model $(ARGS)

coverage: $(VENV)/.installed-dev $(GIT_ENV)/.installed ## Run the tests and show what they do not reach; takes half as long again
	@exec $(CACHING) $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder $(ARGS) --cov

lint: $(VENV)/.installed-dev ## Check format, lint, types and layers; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## lint and test

histories: $(VENV)/.installed-dev $(GIT_ENV)/.installed ## Record the replay histories again
	@exec $(BIN)/python -m tests.replay.record

likeness: $(VENV)/.installed-likeness ## Learn the second opinion on risks anew; takes a few minutes
	@exec $(BIN)/python -m tests.risk.train

bench: $(VENV)/.installed-dev $(GIT_ENV)/.installed ## Run the benchmarks
	@exec $(BIN)/python -m bench

mcp-lock: $(BIN)/.uv-$(UV_VERSION) ## Lock the environments of the MCP servers anew
	cd $(dir $(GIT_LOCK)) && for name in *.in; do env -u VIRTUAL_ENV $(abspath $(BIN))/uv pip compile \
	  --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command 'make mcp-lock' $$name --output-file $${name%.in}.txt \
	  || exit 1; done
	cd $(dir $(GIT_LOCK))npm && npm install --package-lock-only --ignore-scripts --no-audit --no-fund

$(BIN)/.uv-$(UV_VERSION):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | grep Python || echo missing)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make environments: install its venv package (Debian: python3-venv)." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# --inexact: uv itself and the tools of other targets stay
$(VENV)/.installed: $(BIN)/.uv-$(UV_VERSION) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --inexact --no-dev --group tasks
	@touch $@

$(VENV)/.installed-dev: $(BIN)/.uv-$(UV_VERSION) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --inexact --compile-bytecode
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-likeness: $(VENV)/.installed-dev
	@$(UV) sync --quiet --frozen --inexact --compile-bytecode --group likeness
	@touch $@

$(VENV)/.installed-small-model: $(VENV)/.installed-dev
	@$(UV) sync --quiet --frozen --inexact --compile-bytecode --group small-model
	@touch $@

$(GIT_ENV)/.installed: $(BIN)/.uv-$(UV_VERSION) $(GIT_LOCK).txt
	@$(UV) venv --quiet --clear --python $(abspath $(BIN)/python) $(GIT_ENV)
	@$(UV) pip install --quiet --compile-bytecode --require-hashes --python $(GIT_ENV)/bin/python -r $(GIT_LOCK).txt
	@touch $@
