"""Fixtures for projects and built sites, hypothesis profiles, `--update-golden`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import sites
from tests.support.examples import FULL as FULL_EXAMPLES
from tests.support.examples import SHARE
from tests.support.projects import FULL as FULL
from tests.support.projects import MINIMAL
from tests.support.projects import ROOT as ROOT
from tests.support.projects import run as run
from tests.support.projects import write as write

# tests never fail because a machine is slow
settings.register_profile("default", deadline=None, max_examples=FULL_EXAMPLES // SHARE, derandomize=True)
settings.register_profile("full", deadline=None, max_examples=FULL_EXAMPLES, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

Run = Callable[..., "subprocess.CompletedProcess[str]"]


DEAREST_FIRST = ("vectors", "build", "property", "browser", "contract", "support", "unit")
"""The folders whose files take longest, first: parallel runs end together if short files are last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order tests by the cost of their folder, and keep the order inside it."""
    place = {folder: number for number, folder in enumerate(DEAREST_FIRST)}
    items.sort(key=lambda item: place.get(item.path.relative_to(ROOT / "tests").parts[0], -1))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Return a copy of the golden project `full` that tests may change."""
    target = tmp_path / "full"
    shutil.copytree(FULL, target, ignore=shutil.ignore_patterns("expected", "site"))
    return target


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """Return the smallest project without findings: a title, one source, one actor."""
    return write(tmp_path / "minimal", MINIMAL)


@pytest.fixture(scope="session")
def full_site() -> Path:
    """Return the built site of the golden project `full`, which is read-only."""
    return sites.built_site("full")


@pytest.fixture(scope="session")
def minimal_site() -> Path:
    """Return the built site of the smallest project, which is read-only."""
    return sites.built_site("minimal")


@pytest.fixture(scope="session")
def flagship_site() -> Path:
    """Return the built site of the flagship briefing, which is read-only."""
    return sites.built_site("flagship")


@pytest.fixture(scope="module", autouse=True)
def _shared_sites_stay_unchanged() -> Iterator[None]:
    """Fail at the end of a test file during which a shared site was changed."""
    yield
    changed = sites.changed_sites()
    assert changed == [], f"shared sites are read-only; a test of this file, or one run in parallel, changed {changed}"
