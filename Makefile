# `make run` serves the portal over the whole library; `make test` runs every check. Both set up what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test spark cover check tck bench bench-reading clean lock

run: $(VENV)/run.done
	$(BIN)/luodi serve

test: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy luodi
	$(BIN)/lint-imports
	$(BIN)/luodi check --cases
	$(BIN)/pytest --numprocesses 2 --dist worksteal

# What tables inside Spark need besides, some 500 MB; Java 17 is the machine's. Without it the tests of Spark are skipped, loudly.
spark: $(VENV)/spark.done

# Which lines no test runs: slower than the tests alone, so it stands by itself.
cover: $(VENV)/test.done
	$(BIN)/pytest --numprocesses 2 --dist worksteal --cov --cov-report=term:skip-covered

check: $(VENV)/run.done
	$(BIN)/luodi check --cases

# The DMN conformance kit: LUODI_TCK names its folder.
tck: $(VENV)/test.done
	$(BIN)/python -m tests.tck.run

bench: $(VENV)/test.done
	$(BIN)/python -m bench

# Reading and drafting held against labelled documents (LUODI_LABELLED names their folder) and against what a reader lists of the sources.
bench-reading: $(VENV)/test.done
	$(BIN)/python -m bench.reading.labelled
	$(BIN)/python -m bench.reading.seeds
	$(BIN)/python -m bench.reading.said
	$(BIN)/python -m bench.reading.drafts
	$(BIN)/python -m bench.reading.speed

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Luodi needs Python 3.11: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	$(BIN)/python -m compileall -q luodi
	touch $@

$(VENV)/test.done: requirements-dev.lock $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/spark.done: requirements-spark.lock $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements-spark.lock
	touch $@

# Pins every package with its hashes, without naming an index; those for Spark beside the others' pins.
COMPILE := uv pip compile --generate-hashes --no-emit-index-url --no-header --python-version 3.11
lock:
	for name in requirements requirements-dev; do $(COMPILE) -o $$name.lock $$name.in; done
	$(COMPILE) -c requirements-dev.lock -o requirements-spark.lock requirements-spark.in

clean:
	rm -rf $(VENV) var .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
