# Two commands are enough: `make serve` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= localhost:8000
N ?= 10000
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build test lint bench golden clean

serve: $(VENV)/.built
	@echo "The site will be at http://$(ADDRESS)/"
	$(BIN)/briefgen serve --dev-addr $(ADDRESS)

build: $(VENV)/.built
	$(BIN)/briefgen build --strict

test: $(VENV)/.tested
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.editor.install
	$(MAKE) lint
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python -m tests.bench.run --n $(N)

golden: $(VENV)/.tested
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

clean:
	rm -rf $(VENV) site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .briefgen .cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefgen needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.built: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.built requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
