"""Basis of positions: the switch, agreement by script, and how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from briefgen import config
from briefgen.analysis.cell import Party
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model import vocabulary
from briefgen.model.kinds.plan import Plan
from briefgen.render import position_badges
from briefgen.site.matrix import Matrix, matrix
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site
from tests.browser.conftest import Reader
from tests.browser.matrix import MATRIX, cell
from tests.browser.tabs import Tabs
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
WEAKER = ".bg-matrix :is(.bg-basis--weak, .bg-basis--reported):visible"
SWITCH = "Well supported only"


def test_switch_leaves_out_weaker_positions(reader: Reader) -> None:
    page = reader.open(MATRIX)
    weaker = page.locator(WEAKER).count()
    assert weaker > 5
    page.get_by_label(SWITCH).check()
    expect(page).to_have_url(re.compile(r"/positions/\?well-supported=yes$"))
    expect(page.locator(WEAKER)).to_have_count(0)
    expect(cell(page, "eu-e3--point-12")).to_have_text(
        re.compile(r":\s+no well-supported position\s*$"), use_inner_text=True
    )
    expect(cell(page, "russia--point-21")).to_contain_text("accepts with conditions", use_inner_text=True)
    page.go_back()
    expect(page.get_by_label(SWITCH)).not_to_be_checked()
    expect(page.locator(WEAKER)).to_have_count(weaker)


def test_switch_stays_on_while_the_day_changes(reader: Reader) -> None:
    page = reader.open(MATRIX + "?as-of=2025-11-25&well-supported=yes")
    expect(page.get_by_label(SWITCH)).to_be_checked()
    expect(page.locator(WEAKER)).to_have_count(0)
    page.get_by_role("button", name="Back to latest").click()
    expect(page).to_have_url(re.compile(r"/positions/\?well-supported=yes$"))
    expect(page.locator(WEAKER)).to_have_count(0)


def test_switch_on_the_home_page_hides_weaker_signs(reader: Reader) -> None:
    page = reader.open("?well-supported=yes")
    expect(page.get_by_label(SWITCH)).to_be_checked()
    weaker = page.locator(".bg-standing :is(.bg-mark, .bg-status):is(.bg-basis--weak, .bg-basis--reported)")
    assert weaker.count() > 5
    expect(weaker.filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("no well-supported status").filter(visible=True).first).to_be_visible()
    page.get_by_label(SWITCH).uncheck()
    expect(weaker.filter(visible=True)).to_have_count(weaker.count())
    expect(page.get_by_text("no well-supported status").filter(visible=True)).to_have_count(0)


def test_switch_is_absent_without_scripts(tab: Tabs, site: str) -> None:
    page = tab(f"{site}{MATRIX}?well-supported=yes", has_scripts=False)
    expect(page.get_by_label(SWITCH)).to_have_count(0)
    expect(page.locator(".bg-strong-control")).to_be_hidden()
    assert page.locator(WEAKER).count() > 5


@pytest.fixture(scope="module")
def flagship() -> tuple[Site, Matrix]:
    """Return the flagship and the matrix of its first plan, as Python derives them."""
    settings, _ = config.read(ROOT)
    corpus, _ = link(load(settings.project, settings.content, Cache()))
    whole = Site(corpus, settings)
    plan = corpus.find("us-28-point-plan", Plan)
    assert plan is not None
    return whole, matrix(whole, plan, corpus.points[plan.id])


def derived(flagship: tuple[Site, Matrix], day: str = "9999", hidden: Sequence[str] = ()) -> dict[str, str]:
    """Return the words of agreement by row, without the hidden parties."""
    site, found = flagship
    words = {}
    for row in found.rows:
        known = [_on(cell, day) for cell in row.cells if cell.party not in hidden]
        agreement = site.position_records.derived.agreement(known)
        counted = position_badges.counted(agreement).striptags()
        words[row.brief.id] = f"{vocabulary.AGREEMENT[agreement.level][1]} {counted}".strip()
    return words


def _on(record: PositionRecord, day: str) -> Party:
    return next((each.position for each in reversed(record.history) if each.iso <= day), Party(record.party, ()))


def shown(page: Page) -> dict[str, str]:
    """Return the words of agreement by row, as the script wrote them."""
    found: dict[str, str] = page.evaluate(
        """Object.fromEntries([...document.querySelectorAll(".bg-matrix tbody tr")].map((row) => [row.dataset.subject,
        [row.querySelector(".bg-between").lastChild, row.querySelector(".bg-counted")].map((e) => e ? e.textContent.trim() : "").join(" ").trim()]))"""
    )
    return found


def test_script_derives_the_same_agreement(reader: Reader, flagship: tuple[Site, Matrix]) -> None:
    page = reader.open(MATRIX)
    assert shown(page) == derived(flagship)
    page.goto(f"{reader.site}{MATRIX}?party=russia,united-states,eu-e3")
    without = derived(flagship, hidden=["ukraine"])
    assert shown(page) == without != derived(flagship)
    for day in ("2025-11-22", "2025-11-25", "2025-11-28"):
        page.goto(f"{reader.site}{MATRIX}?as-of={day}")
        expect(page.get_by_role("button", name="Back to latest")).to_be_visible()
        assert shown(page) == derived(flagship, day) != derived(flagship), day


def test_bases_differ_without_colour(reader: Reader) -> None:
    page = reader.open(MATRIX)

    def drawn() -> list[tuple[str, ...]]:
        """Return fill, edge, dashes and hatching of each tile of the legend."""
        found: list[list[str]] = page.locator(".bg-legend--basis .bg-basis > svg").evaluate_all(
            "tiles => tiles.map(tile => ['fill', 'edge', 'dash', 'hatch']"
            ".map(name => getComputedStyle(tile).getPropertyValue('--tile-' + name)))"
        )
        return [tuple(properties) for properties in found]

    def check() -> None:
        documented, on_record, reported, weak = drawn()
        assert documented == on_record
        assert documented[1:] == ("none", "none", "none")
        assert (reported[1] != "none", *reported[2:]) == (True, "none", "none")
        assert (weak[1] != "none", weak[2], weak[3] != "none") == (True, "3 2", True)

    check()
    page.emulate_media(forced_colors="active")
    check()
    page.emulate_media(forced_colors="none", media="print")
    check()
    expect(page.locator(".bg-strong-control")).to_be_hidden()
    expect(page.locator(".bg-asof-control")).to_be_hidden()


def test_tiles_print_without_backgrounds(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX)
    page.evaluate(
        """() => {
          const tile = document.querySelector(".bg-legend--meanings .bg-stance--rejects > svg");
          for (const one of document.body.children) one.style.setProperty("display", "none", "important");
          const here = document.createElement("main");
          here.append(document.querySelector(".bg-signs-drawn"), tile);
          tile.classList.add("bg-stance--rejects");
          document.body.append(here);
        }"""
    )
    plain = page.pdf(print_background=False, width="200px", height="200px")
    page.evaluate("document.querySelector('main > svg').remove()")
    assert len(plain) > len(page.pdf(print_background=False, width="200px", height="200px")) + 100
