# Each target sets up what it needs. PYTHON may name another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/lock.txt

.PHONY: run test lint format lock sbom clean

run: $(VENV)/.installed
	@$(BIN)/reportdiff run

test: $(VENV)/.installed
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed
	@$(BIN)/ruff check src flows tests bench
	@$(BIN)/ruff format --check src flows tests bench
	@$(BIN)/mypy

format: $(VENV)/.installed
	@$(BIN)/ruff format src flows tests bench
	@$(BIN)/ruff check --fix src flows tests bench

# The build back end is in the lock too, so that nothing unlocked is ever installed. The lock is whole: without
# `--no-deps`, pip looks for a package named with an extra apart from the one locked without it.
$(VENV)/.installed: $(LOCK) pyproject.toml
	@echo "Setting up $(VENV) from $(LOCK) (a minute or two, once) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reportdiff needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

# To the standard output.
sbom: $(VENV)/.installed
	@$(BIN)/python requirements/sbom.py

# Needs uv; writes packages, versions and hashes, and no index.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --group dev --extra dask --output-file $(LOCK) --upgrade pyproject.toml requirements/build.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --output-file requirements/duckdb-1.txt requirements/duckdb-1.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
