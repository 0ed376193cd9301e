"""Lists that a page cuts: what is left out is counted and has its own pages."""

from __future__ import annotations

from functools import cache

import pytest

from briefgen import config
from briefgen.build import check_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.site import dispute_strip, long_lists, meetings
from briefgen.site.pages import briefs
from tests.conftest import ROOT
from tests.support import marked_site


@cache
def _corpus() -> Corpus:
    settings, _ = config.read(ROOT / "tests/data/golden/derived")
    return check_project(settings, Cache()).corpus


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the pages of a golden project, with a limit of one row for each list."""
    for module, name in (
        (long_lists, "MOST_ROWS"),
        (long_lists, "MOST_NAMES"),
        (long_lists, "PAGE_RECORDS"),
        (briefs, "MOST_ANSWERS"),
        (meetings, "MOST_LINKS"),
        (dispute_strip, "LANES"),
        (briefs, "MOST_PARTIES"),
    ):
        monkeypatch.setattr(module, name, 1)
    rendered = marked_site.rendered(_corpus(), marked_site.templates)
    return {page.uri: page.markdown for page in rendered.pages}


def test_lists_are_cut_with_their_count(pages: dict[str, str]) -> None:
    assert "All 4: Who took part</a>" in pages["events/2032-02-11-second-round/index.md"]
    assert "All 4: Said on its behalf</a>" in pages["actors/westport/index.md"]
    assert "All 12: What was said</a></p>\n</details>" in pages["points/berths/index.md"]
    assert "All 2: Met</a>" in pages["actors/eastport/index.md"]
    assert '<span class="bg-label">and 6 earlier</span>' in pages["actors/ida-roe/index.md"]
    assert '<p class="bg-label">1 more in the list</p>' in pages["disputes/how-many-berths/index.md"]
    assert ">all 2</a>" in pages["events/2032-02-11-second-round/index.md"]
    assert "All 3: Where the parties stand</a>" in pages["points/berths/index.md"]


def test_pages_of_a_list_lead_to_each_other(pages: dict[str, str]) -> None:
    page = pages["actors/eastport/positions/page/3/index.md"]
    address, word = "../../../../../actors/eastport/positions/", '<span class="bg-sr">Page </span>'
    first, second = f'<a href="{address}">{word}1</a>', f'<a href="{address}page/2/">{word}2</a>'
    pager = f'<nav class="bg-pager" aria-label="Pages">{first} {second} <span aria-current="page">3</span> '
    assert pager in page


def test_list_says_which_disputes_are_resolved(pages: dict[str, str]) -> None:
    page = pages["actors/ida-roe/linked/contested/index.md"]
    assert 'Was the second text signed?</a> <span class="bg-label">resolved</span>' in page


def test_page_of_participants_has_their_roles(pages: dict[str, str]) -> None:
    page = pages["events/2032-09-05-long-remarks/participants/index.md"]
    assert ' <span class="bg-role">Envoy, Westport</span></li>' in page
    assert '<li><a href="../../../actors/islands/">The Islands</a></li>' in page
