"""The position matrix: cells open by mouse, key and tap; arrow keys move."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, served
from tests.browser.judges import violations
from tests.browser.matrix import MATRIX, ROWS, cell, focused, rows, status, widest
from tests.browser.tabs import Tabs
from tests.support.projects import write
from tests.support.sites import built

pytestmark = pytest.mark.browser


def test_cell_opens_its_evidence_and_returns_the_focus(reader: Reader) -> None:
    page = reader.open(MATRIX)
    link = cell(page, "ukraine--point-21").get_by_role("link")
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    link.click()
    panel = page.get_by_role("dialog", name="Ukraine on 21.")
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    expect(panel).to_contain_text(
        # hidden words after the stance name the statement
        re.compile(
            r"Voices differ Khrystyna Hayovyshyn: rejects: .+? \(20 November 2025\); Serhiy Kyslytsya: open: .+? \(24 November 2025\)"
        )
    )
    expect(panel).to_contain_text("Serhiy Kyslytsya")
    expect(panel).to_contain_text("First deputy")
    assert panel.locator(".bg-origins .bg-grade").count() > 1
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    expect(page).to_have_url(re.compile("/positions/$"))


def test_click_elsewhere_closes_the_evidence(reader: Reader) -> None:
    page = reader.open(MATRIX)
    cell(page, "ukraine--point-06").get_by_role("link").click()
    first = page.get_by_role("dialog", name="Ukraine on 6.")
    expect(first).to_be_visible()
    page.keyboard.press("Escape")
    cell(page, "russia--point-07").get_by_role("link").click()
    expect(page.get_by_role("dialog", name="Russia on 7.")).to_be_visible()
    expect(first).to_have_count(0)
    page.locator("h1").click(force=True, position={"x": 1, "y": 1})
    expect(page.locator(".bg-holding[popover]")).to_have_count(0)
    cell(page, "russia--point-07").get_by_role("link").click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".bg-holding[popover]")).to_have_count(0)
    expect(cell(page, "russia--point-07").get_by_role("link")).to_be_focused()


def test_the_arrow_keys_go_through_the_grid(reader: Reader) -> None:
    page = reader.open(MATRIX)
    grid = page.get_by_role("grid")
    assert grid.locator("[tabindex='0']").count() == 1
    start = grid.locator("[tabindex='0']")
    start.focus()
    assert focused(page).startswith("The plan as a whole")
    for keys, said in (
        ("ArrowRight", "proposes"), ("ArrowLeft", "The plan as a whole"), ("ArrowLeft", "The plan as a whole"),
        ("End", "accepts with conditions"), ("Home", "The plan as a whole"), ("ArrowDown", "1. "), ("PageDown", "6. "),
        ("PageUp", "1. "), ("Control+End", "no position"), ("ArrowDown", "no position"), ("Control+Home", "Point"), ("ArrowUp", "Point"),
        ("ArrowRight", "Ukraine"), ("ArrowDown", "proposes"),
    ):  # fmt: skip
        page.keyboard.press(keys)
        assert said in focused(page), keys
        assert grid.locator("[tabindex='0']").count() == 1
    assert grid.get_by_role("rowheader").count() == rows(page) > 28
    assert grid.get_by_role("columnheader").count() == 5
    assert grid.get_by_role("gridcell").count() == rows(page) * 4
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.bg-matrix') !== null")
    page.keyboard.press("Shift+Tab")
    assert "proposes" in focused(page)


@pytest.mark.parametrize("key", ["Enter", pytest.param(" ", marks=pytest.mark.full)])
def test_a_key_opens_the_cell_and_tab_leads_back_to_it(reader: Reader, key: str) -> None:
    page = reader.open(MATRIX)
    page.get_by_role("grid").locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(key)
    panel = page.get_by_role("dialog", name="Ukraine on the plan as a whole")
    expect(panel).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(panel).to_have_count(0)
    expect(cell(page, "ukraine--us-28-point-plan").get_by_role("link")).to_be_focused()
    page.keyboard.press(key)
    expect(panel).to_be_focused()
    panel.get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(cell(page, "ukraine--us-28-point-plan").get_by_role("link")).to_be_focused()


def test_empty_cell_is_focusable_and_opens_nothing(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.get_by_role("grid").locator("[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert focused(page) == "no position on record"
    page.keyboard.press("Enter")
    expect(page.locator(".bg-holding[popover]")).to_have_count(0)


def test_on_a_phone_a_tap_opens_the_evidence_at_the_foot(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=320, height=640, has_touch=True)
    cell(page, "ukraine--us-28-point-plan").get_by_role("link").tap()
    panel = page.get_by_role("dialog", name="Ukraine on the plan as a whole")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 320)
    assert abs(box["y"] + box["height"] - 640) <= 1
    assert widest(page) <= 320
    panel.get_by_role("button", name="Close").tap()
    expect(panel).to_have_count(0)


def test_an_address_that_ends_in_a_cell_opens_it(reader: Reader) -> None:
    page = reader.open(MATRIX + "#russia--point-17")
    expect(page.get_by_role("dialog", name="Russia on 17.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell(page, "russia--point-17").get_by_role("link")).to_be_focused()


def test_without_javascript_all_rows_and_evidence_are_shown(tab: Tabs, site: str) -> None:
    page = tab(f"{site}{MATRIX}?theme=nato", width=320, height=700, has_scripts=False)
    assert page.locator(ROWS).count() == rows(page)
    assert page.locator(".bg-ways").is_hidden()
    assert page.locator(".bg-matrix").get_attribute("role") is None
    assert page.get_by_role("button").filter(has_text="Show").count() == 0
    # all rows are open: speakers and conditions are seen
    expect(cell(page, "russia--point-21").locator(".bg-cell__by").first).to_be_visible()
    cell(page, "russia--point-21").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/positions/point-21/#russia--point-21$"))
    expect(page.locator("#russia--point-21")).to_be_in_viewport()
    expect(page.locator("#russia--point-21")).to_contain_text("Yuri Ushakov")
    assert page.locator(".bg-helds > li:visible").count() > 10
    assert widest(page) <= 320


def test_phone_shows_the_first_rows_and_folds_the_controls(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390, height=844)
    for name in ("row-us-28-point-plan", "row-point-01"):
        box = page.locator(f"#{name}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 844, name
    for words in (
        "Show the situation on",
        "Well supported only",
        "Filter and sort the table",
        "hatched: weakly sourced",
    ):
        expect(page.get_by_text(words)).to_be_hidden()
    page.get_by_text("Filter, earlier days, what the signs mean").click()
    expect(page.get_by_label("Well supported only")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + MATRIX)
    header = page.locator(".md-header__inner").bounding_box()
    assert header
    for part in (".bg-table", ".bg-strong-control", ".bg-ways"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["x"] + box["width"] <= header["x"] + header["width"], part


def test_on_a_phone_all_parties_are_seen_and_a_row_opens(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390, height=844, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator("#row-point-06")
    words = ("proposes", "no position on record", "proposes", "accepts with conditions")
    for column, word in enumerate(words):
        one = row.locator("td").nth(column)
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        expect(one).to_contain_text(word, use_inner_text=True)
    by = row.locator(".bg-cell__by").first
    expect(by).to_be_hidden()
    row.get_by_role("button", name="Who said so on 6.").tap()
    expect(by).to_be_visible()
    row.get_by_role("button", name="Signs only on 6.").tap()
    expect(by).to_be_hidden()


def test_without_fetching_a_cell_leads_to_its_evidence(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX)
    # as in a folder without a server
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no server')); }")
    cell(page, "russia--point-21").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/positions/point-21/#russia--point-21$"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with one party, one point, and one statement."""
    folder = tmp_path_factory.mktemp("small")
    write(
        folder,
        {
            "mkdocs.yml": "site_name: S\ntheme:\n  name: material\n  font: false\nplugins:\n  - briefgen\nextra:\n  generator: false\n",
            "docs/.gitkeep": "",
            "content/briefing.yaml": "title: S\nparties: [north]\n",
            "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
            "content/actors/north.yaml": "name: الشمال\nsummary: A state.\ncite: [wire]\n",
            "content/plans/plan.yaml": "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n  - {id: first, label: First}\n",
            "content/points/point-01.yaml": f"title: {'Very long words ' * 18}\nsummary: A point.\nplan: plan\nnumber: 1\ncite: [wire]\n",
            "content/events/talks.yaml": (
                "title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nstatements:\n"
                "  - {id: a, speaker: north, about: [point-01], stance: unclear, paraphrase: Words., cite: [wire]}\n"
            ),
        },
    )  # fmt: skip
    yield from served(built(folder, "one-statement"))


def test_matrix_of_one_party_is_readable(tab: Tabs, small: str) -> None:
    page = tab(f"{small}plans/plan/positions/", width=320, height=700)
    page.get_by_text("Filter, earlier days, what the signs mean").click()
    expect(status(page)).to_have_text("All 2 rows")
    cell(page, "north--point-01").get_by_role("link").click()
    expect(page.get_by_role("dialog", name="الشمال on 1.")).to_contain_text("unclear")
    assert violations(page) == []
    assert widest(page) <= 320


def test_back_or_a_tap_outside_closes_the_evidence(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390, height=844, has_touch=True)
    panel = page.get_by_role("dialog", name="Ukraine on the plan as a whole")
    cell(page, "ukraine--us-28-point-plan").get_by_role("link").tap()
    expect(panel).to_be_visible()
    expect(page).to_have_url(site + MATRIX + "#ukraine--us-28-point-plan")
    page.go_back()
    expect(panel).to_be_hidden()
    expect(page).to_have_url(site + MATRIX)
    before = page.evaluate("history.length")
    for _ in range(3):
        cell(page, "ukraine--us-28-point-plan").get_by_role("link").tap()
        expect(panel).to_be_visible()
        page.touchscreen.tap(200, 90)
        expect(panel).to_be_hidden()
        expect(page).to_have_url(site + MATRIX)
    # opening it several times adds one history entry
    assert page.evaluate("history.length") <= before + 1
    expect(page.locator(".bg-holding__cover")).to_have_count(0)


def test_an_address_that_changes_to_a_cell_opens_it(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.evaluate("location.hash = 'eu-e3--point-05'")
    panel = page.get_by_role("dialog", name="EU and E3 on 5. Security guarantees for Ukraine")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
