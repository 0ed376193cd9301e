# Two commands are enough: `make serve` and `make test`. Each sets up what it needs. `make test-all` also runs what costs much;
# `make test-fast` runs the unit tests and those of the contracts alone, for the loop while one types.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= localhost:8000
N ?= 10000
SECONDS ?= 600
# `HASHES=unchecked` is for an index whose files are not those of the lists: a mirror that builds its own wheels
HASHES ?= checked
# `WHEELS=` is for a machine that a package has no wheel for; it runs that package's own installer
WHEELS ?= --only-binary :all:
UPGRADE ?=
OTHER_PYTHON ?= python3.13
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1

PYTEST := $(BIN)/python -m pytest
# one more than the cores: the tests also wait for browsers and servers. Files run in the order of tests/conftest.py.
PARALLEL = -n $(shell $(BIN)/python -c "import os; print((os.cpu_count() or 1) + 1)") --dist loadfile --no-loadscope-reorder
# what `make test-fast` runs
FAST := tests/unit tests/contract

.PHONY: serve build docs test test-all test-newest test-python test-fast lint bench fuzz vectors golden messages lock clean

ifneq ($(wildcard $(VENV)/.unchecked),)
$(warning WARNING: $(VENV) was installed with HASHES=unchecked: nobody checked its packages. `make clean` and `make` check them)
endif

serve: $(VENV)/.built
	@echo "The site will be at http://$(ADDRESS)/"
	$(BIN)/briefgen serve --dev-addr $(ADDRESS)

build: $(VENV)/.built
	$(BIN)/briefgen build --strict

docs: $(VENV)/.built
	$(BIN)/mkdocs build --strict --quiet --config-file docs_site/mkdocs.yml
	@echo "The documents are in build/docs/"

# tests marked `serial` mount disks, listen to ports or measure memory: they run one at a time
test: $(VENV)/.tested
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.yamlsuite.install
	@$(BIN)/python -m tests.vectors.published
	$(MAKE) lint
	$(PYTEST) $(PARALLEL) -m "not full and not serial"
	$(PYTEST) -m "not full and serial" tests/build

test-all: export HYPOTHESIS_PROFILE := full
test-all: $(VENV)/.tested
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.yamlsuite.install
	@$(BIN)/python -m tests.editor.install
	@$(BIN)/python -m tests.firefox.install
	@$(BIN)/python -m tests.workflows.install
	@$(BIN)/python -m tests.vectors.published
	$(MAKE) lint
	$(PYTEST) $(PARALLEL) -m "not serial"
	$(PYTEST) -m serial tests/build
	$(MAKE) test-newest test-python

# the core tests with the newest packages that pyproject.toml allows, without the pins
test-newest: $(VENV)/.tested
	$(BIN)/python -m tests.support.newest $(notdir $(realpath $(BIN)/python))

# the same under another version of Python; both are skipped with a reason where the machine lacks what they need
test-python: $(VENV)/.tested
	$(BIN)/python -m tests.support.newest $(OTHER_PYTHON)

test-fast: $(VENV)/.tested
	$(PYTEST) $(PARALLEL) -m "not full and not serial" $(FAST)

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python -m tests.bench.run --n $(N)

fuzz: $(VENV)/.tested
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)

messages: $(VENV)/.tested
	$(BIN)/python -m tests.support.messages

golden: $(VENV)/.tested
	$(BIN)/python -m pytest tests/contract/test_golden.py --update-golden

# Pins what pyproject.toml and the package.json of the tests ask for, with hashes; `make lock UPGRADE=--upgrade` takes the newest.
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate --custom-compile-command "make lock" $(UPGRADE)
NPM_LOCK := npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --prefix
lock: $(VENV)/bin/uv
	$(LOCK) --group build --output-file requirements.txt
	$(LOCK) --no-header --constraint requirements.txt --output-file briefgen/editing/project/all/requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(NPM_LOCK) tests/browser
	$(NPM_LOCK) tests/browser/cms
	$(NPM_LOCK) tests/editor
	$(NPM_LOCK) tests/firefox
	$(NPM_LOCK) tests/yamlsuite
	$(NPM_LOCK) tests/vectors
	$(NPM_LOCK) tests/workflows

# it comes with what the tests need, and must work while their list is not right yet
$(VENV)/bin/uv: | $(VENV)/bin/python
	sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > $(VENV)/.uv
	$(PIP) install $(WHEELS) --require-hashes -r $(VENV)/.uv

vectors: $(VENV)/.tested
	@$(BIN)/python -m tests.browser.install
	$(BIN)/python -m tests.vectors.run

clean:
	rm -rf $(VENV) site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .briefgen .cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefgen needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.built: $(VENV)/bin/python requirements.txt pyproject.toml
	$(call install,requirements.txt)
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.built requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch $@

ifeq ($(HASHES),checked)
define install
	$(PIP) install $(WHEELS) --require-hashes -r $(1)
endef
else ifeq ($(HASHES),unchecked)
define install
	@echo "WARNING: installing the packages of $(1) WITHOUT CHECKING THEIR HASHES (HASHES=unchecked): they are whatever the index serves" >&2
	sed -e '/^ *--hash=/d' -e 's/ *\\$$//' $(1) > $(VENV)/.unchecked
	$(PIP) install $(WHEELS) -r $(VENV)/.unchecked
endef
else
$(error HASHES is `checked` or `unchecked`, not `$(HASHES)`)
endif
