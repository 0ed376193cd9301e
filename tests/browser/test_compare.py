"""Comparing two plan versions: keyboard, state in the address, filters, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
TABLE = "plans/us-28-point-plan/compare/"
PAIR = f"{TABLE}axios-28/e3-counter-text/"
ROWS = ".bg-row:visible"


def test_keyboard_selects_versions_and_updates_the_address(reader: Reader) -> None:
    page = reader.open(TABLE)
    page.get_by_label("Older version").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Older version").locator("option:checked")).to_have_text("E3 counter-text (Reuters)")
    # only newer versions can be chosen
    assert page.get_by_label("Newer version").locator("option").count() == 5
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{TABLE}e3-counter-text/zelensky-20/$"))
    # the page of a pair preselects its own versions
    expect(page.get_by_label("Newer version").locator("option:checked")).to_have_text("20 points presented by Zelensky")
    page.go_back()
    expect(page).to_have_url(re.compile(f"/{TABLE}$"))


def test_count_filters_the_points_and_is_in_the_address(reader: Reader) -> None:
    page = reader.open(PAIR)
    every = page.locator(ROWS).count()
    assert every == 28
    assert page.locator("#only-absent > [id^=on-]").count() == 2
    dropped = page.locator(".bg-outcomes a", has_text="dropped")
    status = re.findall(r"\d+", dropped.inner_text())
    dropped.click()
    expect(page).to_have_url(re.compile(f"/{PAIR}#only-dropped$"))
    expect(page.locator(ROWS)).to_have_count(int(status[0]))
    expect(page.locator("#only-dropped")).to_be_in_viewport()
    assert all("dropped" in text for text in page.locator(ROWS).all_inner_texts())
    page.get_by_role("link", name="Show all").locator("visible=true").click()
    expect(page.locator(ROWS)).to_have_count(every)
    page.locator(".bg-outcomes__which a").first.click()
    expect(page.locator("#on-point-01")).to_be_in_viewport()


def test_different_words_are_marked_on_both_sides(reader: Reader) -> None:
    page = reader.open(f"{PAIR}#on-point-25")
    row = page.locator("#on-point-25")
    expect(row.locator("del")).to_have_text("have to take place in Ukraine")
    expect(row.locator("ins")).to_have_text("be held as soon as possible after the agreement instead of")
    lines = row.locator("del, ins").evaluate_all("found => found.map(one => getComputedStyle(one).textDecorationLine)")
    assert lines == ["line-through", "underline"]
    assert "added" in row.locator("ins").evaluate("one => getComputedStyle(one, '::before').content")
    assert row.locator(".bg-cite a").count() >= 2


def test_change_in_the_table_links_to_both_versions(reader: Reader) -> None:
    page = reader.open(TABLE)
    page.locator("#on-point-25").get_by_role("link", name="side by side").first.click()
    expect(page).to_have_url(re.compile(f"/{PAIR}#on-point-25$"))
    expect(page.locator("#on-point-25")).to_be_in_viewport()


def test_point_page_marks_the_differences(reader: Reader) -> None:
    page = reader.open("points/point-25/")
    expect(page.locator(".bg-diff del").first).to_have_text("have to take place in Ukraine")
    page.locator("details", has=page.locator(".bg-diff a")).first.locator("summary").first.click()
    page.locator(".bg-diff a").first.click()
    expect(page).to_have_url(re.compile(f"/{PAIR}#on-point-25$"))


@pytest.mark.parametrize("width", [390, 1280])
def test_all_versions_are_seen_without_sideways_scrolling(tab: Tabs, site: str, width: int) -> None:
    page = tab(f"{site}{TABLE}#on-point-06", width=width, height=844)
    assert not is_too_wide(page)
    cells = page.locator("#on-point-06 .bg-compare__cell")
    assert cells.count() == 4
    assert all((box := cell.bounding_box()) and box["x"] + box["width"] <= width for cell in cells.all())
    expect(cells.last.locator(".bg-figure__now")).to_have_text("800,000")


def test_on_a_phone_versions_are_stacked(tab: Tabs, site: str) -> None:
    page = tab(site + TABLE, width=320, height=700)
    assert not is_too_wide(page)
    page.goto(site + PAIR)
    assert not is_too_wide(page)
    older, newer = (page.locator("#on-point-25 .bg-side").nth(n).bounding_box() for n in (0, 1))
    assert older
    assert newer
    assert newer["y"] >= older["y"] + older["height"]
    sizes = page.locator(".bg-choose :is(select, button, summary):visible, .bg-outcomes__which a").all()
    assert len(sizes) > 3
    assert all((box := one.bounding_box()) and box["height"] >= 24 and box["width"] >= 24 for one in sizes)


def test_without_javascript_every_pair_is_a_link(tab: Tabs, site: str) -> None:
    page = tab(site + TABLE, has_scripts=False)
    assert page.locator(".bg-choose form").count() == 0
    assert page.locator(".bg-choose a").count() == 21
    page.locator(".bg-choose summary").click()
    page.locator(".bg-choose a").first.click()
    expect(page).to_have_url(site + PAIR)
    assert page.locator(ROWS).count() == 28
    page.goto(f"{site}{PAIR}#only-unchanged")
    assert 0 < page.locator(ROWS).count() < 28
    page.locator(".bg-choose summary").click()
    expect(page.locator(".bg-choose a[aria-current=page]")).to_be_visible()


def test_print_has_all_versions_and_no_form(reader: Reader) -> None:
    page = reader.open(TABLE)
    page.set_viewport_size({"width": 718, "height": 1000})
    expect(page.locator(".bg-choose__form")).to_be_visible()
    shown = page.locator("#on-point-06 .bg-compare__cell").all_inner_texts()
    assert len(shown) == 4
    page.emulate_media(media="print")
    expect(page.locator(".bg-choose__form")).to_be_hidden()
    assert not is_too_wide(page)
    cells = page.locator(".bg-compare__cell").all()
    assert len(cells) > 60
    assert all((box := cell.bounding_box()) and box["x"] + box["width"] <= 718 for cell in cells)
    named = page.locator("#on-point-06 .bg-compare__in")
    assert [name.inner_text() for name in named.all()] == [text.split("\n")[0] for text in shown]
