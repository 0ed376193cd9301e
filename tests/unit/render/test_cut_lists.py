"""Lists that a page cuts: what is left out is counted and has its own pages."""

from __future__ import annotations

from functools import cache

import pytest

from briefgen import config
from briefgen.build import check_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.site import dispute_strip, long_lists, meetings, statement_pages
from briefgen.site.pages import briefs
from tests.conftest import ROOT
from tests.support import marked_site


@cache
def _corpus(name: str) -> Corpus:
    settings, _ = config.read(ROOT / "tests/data/golden" / name)
    return check_project(settings, Cache()).corpus


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the pages of two golden projects, with a limit of one row for each list."""
    for module, name in (
        (long_lists, "MOST_ROWS"),
        (long_lists, "MOST_NAMES"),
        (long_lists, "PAGE_RECORDS"),
        (briefs, "MOST_ANSWERS"),
        (meetings, "MOST_LINKS"),
        (dispute_strip, "LANES"),
        (statement_pages, "PER_PAGE"),
        (briefs, "MOST_PARTIES"),
        (briefs, "MOST_PARTS"),
        (briefs, "MOST"),
    ):
        monkeypatch.setattr(module, name, 1)
    found = [marked_site.rendered(_corpus(name), marked_site.templates) for name in ("full", "derived")]
    return {page.uri: page.markdown for rendered in found for page in rendered.pages}


def test_lists_are_cut_with_their_count(pages: dict[str, str]) -> None:
    assert "All 4: Who took part</a>" in pages["events/2032-02-11-second-round/index.md"]
    assert "All 4: Said on its behalf</a>" in pages["actors/westport/index.md"]
    assert "All 12: What was said</a></p>\n</details>" in pages["points/berths/index.md"]
    assert ", and 1 more</dd>" in pages["events/2032-09-05-long-remarks/index.md"]
    assert "All 2: What was said</a>" in pages["points/tolls/index.md"]
    assert '<p><a href="../../points/#harbour-plan">All 4 points</a></p>' in pages["plans/harbour-plan/index.md"]
    assert "All 2: Relayed by</a>" in pages["sources/day-paper/index.md"]
    assert "All 24: Where it is cited</a>" in pages["sources/day-paper/index.md"]
    assert "All 9: Sentence by sentence</a>" in pages["sources/gazette-report/index.md"]
    assert "All 2: Met</a>" in pages["actors/eastport/index.md"]
    assert '<span class="bg-label">and 6 earlier</span>' in pages["actors/ida-roe/index.md"]
    assert '<p class="bg-label">1 more in the list</p>' in pages["disputes/how-many-berths/index.md"]
    assert ">all 2</a>" in pages["events/2032-02-11-second-round/index.md"]
    assert "All 3: Where the parties stand</a>" in pages["points/berths/index.md"]


def test_pages_of_a_list_lead_to_each_other(pages: dict[str, str]) -> None:
    page = pages["actors/eastport/positions/page/3/index.md"]
    address, word = "../../../../../actors/eastport/positions/", '<span class="bg-sr">Page </span>'
    first, second = f'<a href="{address}">{word}1</a>', f'<a href="{address}page/2/">{word}2</a>'
    assert (
        '<nav class="bg-pager" aria-label="Pages"><span aria-current="page">1</span> '
        in (pages["events/2032-02-11-second-round/index.md"])
    )
    pager = f'<nav class="bg-pager" aria-label="Pages">{first} {second} <span aria-current="page">3</span> '
    assert pager in page


def test_list_says_which_disputes_are_resolved(pages: dict[str, str]) -> None:
    page = pages["actors/ida-roe/linked/contested/index.md"]
    assert 'Was the second text signed?</a> <span class="bg-label">resolved</span>' in page


def test_page_of_participants_has_their_roles(pages: dict[str, str]) -> None:
    page = pages["events/2032-09-05-long-remarks/participants/index.md"]
    assert ' <span class="bg-role">Envoy, Westport</span></li>' in page
    assert '<li><a href="../../../actors/islands/">The Islands</a></li>' in page
