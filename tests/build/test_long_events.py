"""Pages of an event with 500 statements: size, and links to statements."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import extremes
from tests.support.sites import built

pytestmark = pytest.mark.full
MOST_BYTES = 300_000
MOST_ELEMENTS = 4_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(extremes.large(tmp_path_factory.mktemp("extremes")), "extremes-large")


def test_pages_of_a_long_event_stay_small(site: Path) -> None:
    event = site / "events/2031-05-20-marathon"
    pages = sorted(event.rglob("index.html"))
    assert len(pages) == 13
    for page in pages:
        text = page.read_text("utf-8")
        assert len(text.encode()) <= MOST_BYTES, page
        assert len(re.findall(r"<[a-z]", text)) <= MOST_ELEMENTS, page


def test_links_lead_to_the_page_with_the_statement(site: Path) -> None:
    linked = 0
    for page in sorted(site.glob("statements/**/index.html")) + sorted(site.glob("points/*/index.html"))[:30]:
        for href in re.findall(r'href="([^"]*2031-05-20-marathon/[^"]*#s-[0-9]+)"', page.read_text("utf-8")):
            address, _, id = href.partition("#")
            target = (page.parent / address / "index.html").resolve()
            assert f'id="{id}"' in target.read_text("utf-8"), href
            linked += "/page/" in address
    assert linked > 400
