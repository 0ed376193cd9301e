"""Key pages of the flagship site in Firefox: layout, fonts, scripts and policy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import served
from tests.firefox.install import FOLDER, find, has_driver

pytestmark = pytest.mark.full
VISIT = Path(__file__).with_name("visit.mjs")
PAGES = (
    "", "events/", "events/2025-11-27-bishkek-press-conference/", "actors/", "actors/vladimir-putin/", "network/",
    "plans/us-28-point-plan/", "plans/us-28-point-plan/positions/", "plans/us-28-point-plan/compare/",
    "points/point-06/", "disputes/", "disputes/dispute-army-cap/", "statements/", "sources/", "quality/",
    "how-to-read/",
)  # fmt: skip


@pytest.fixture(scope="module")
def firefox() -> str:
    """Return the path of Firefox."""
    path = find()
    if path is None or not has_driver():
        if os.environ.get("CI") == "true":
            pytest.fail("no Firefox or driver: these tests must run under CI")
        pytest.skip("no Firefox or driver: run `python -m tests.firefox.install`")
    return path


@pytest.fixture(scope="module")
def address(flagship_site: Path) -> Iterator[str]:
    """Return the address of the flagship site, served."""
    yield from served(flagship_site)


def _visited(firefox: str, width: int, height: int, *addresses: str) -> list[dict[str, Any]]:
    node = shutil.which("node")
    assert node is not None
    words = [node, str(VISIT), firefox, str(FOLDER / "node_modules"), str(width), str(height), *addresses]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(addresses)
    return found


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)], ids=["phone", "desktop"])
def test_key_pages_are_whole_in_firefox(width: int, height: int, firefox: str, address: str) -> None:
    headings = []
    for page in _visited(firefox, width, height, *(address + page for page in PAGES)):
        assert page["status"] == 200, page
        assert page["complaints"] == [], page
        assert page["overflow"] <= 0, page
        assert page["failedFonts"] == page["failedImages"] == 0, page
        assert page["isStyled"], page
        headings.append(page["heading"])
    assert all(headings)
    assert len(set(headings)) >= len(PAGES) - 1


def test_a_missing_page_or_file_is_noticed_in_firefox(tmp_path: Path, firefox: str) -> None:
    (tmp_path / "index.html").write_text(
        "<title>a</title><article><h1>A</h1><img src=none.png><p style='width: 200vw'>b</p></article>"
        "<script>missing()</script>",
        "utf-8",
    )
    with contextmanager(served)(tmp_path) as address:
        page, absent = _visited(firefox, 390, 844, address, f"{address}none/")
    assert absent["status"] == 404
    assert page["overflow"] > 0
    assert page["failedImages"] == 1
    assert not page["isStyled"]
    assert any("missing" in each for each in page["complaints"])
