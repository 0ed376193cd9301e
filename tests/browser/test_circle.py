"""The network's circle of one actor: choosing, filters, address, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.judges import violations
from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
ROWS = ".bg-circle__table tbody > tr"
DRAWN = ".bg-circle__svg .bg-circle__number"


def _status(page: Page) -> str:
    found = page.get_by_role("search", name="Choose an actor").get_by_role("status")
    expect(found).to_have_text(re.compile("^Shown"))
    return found.inner_text()


def test_circle_without_script_is_complete(tab: Tabs, site: str) -> None:
    page = tab(f"{site}network/", has_scripts=False)
    rows = page.locator(ROWS).count()
    assert rows > 10
    assert page.locator(DRAWN).count() == rows
    expect(page.locator("#lead")).to_contain_text(f"met {rows} others")


def test_script_draws_what_the_build_drew(tab: Tabs, site: str) -> None:
    drawing = "svg => [svg.getAttribute('viewBox'), [...svg.querySelectorAll('path')].map(p => p.getAttribute('d'))]"
    built = tab(f"{site}network/", has_scripts=False).locator(".bg-circle__svg").evaluate(drawing)
    page = tab(f"{site}network/")
    _status(page)
    assert page.locator(".bg-circle__svg").evaluate(drawing) == built


def test_choosing_an_actor_draws_a_circle_that_fits(reader: Reader) -> None:
    page = reader.open("network/")
    _status(page)
    page.get_by_label("Actor", exact=True).select_option(label="Yuri Ushakov")
    expect(page).to_have_url(re.compile(r"/network/#person=yuri-ushakov$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who met Yuri Ushakov")
    assert page.locator(DRAWN).count() == page.locator(ROWS).count() > 2
    outside = page.locator(".bg-circle__svg").evaluate(
        """svg => {
          const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
          return [...svg.querySelectorAll("text, circle")].map((one) => one.getBBox())
            .filter((box) => box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1).length;
        }"""
    )
    assert outside == 0
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Who met Yuri Ushakov")


def test_other_relations_and_strength_stand_in_the_address(reader: Reader) -> None:
    page = reader.open("network/#person=marco-rubio&relation=met,disputes&well-supported=yes")
    expect(page.get_by_role("heading", level=1)).to_have_text("The circle of Marco Rubio")
    expect(page.get_by_label("Well supported only")).to_be_checked()
    strong = page.locator(ROWS).count()
    assert page.locator(ROWS).filter(has_text="reported").count() == 0
    page.get_by_label("Well supported only").uncheck()
    expect(page).to_have_url(re.compile(r"#person=marco-rubio&relation=met,disputes$"))
    assert page.locator(ROWS).count() >= strong
    assert page.locator(DRAWN).count() == page.locator(ROWS).count()


@pytest.mark.parametrize("actor", ["%3Cscript%3E", pytest.param("constructor", marks=pytest.mark.full)])
def test_an_unknown_actor_in_the_address_is_reported(tab: Tabs, site: str, actor: str) -> None:
    page = tab(f"{site}network/#person={actor}")
    expect(
        page.get_by_role("search").get_by_role("status").filter(has_text="No relation of this actor")
    ).to_be_visible()


def test_an_earlier_address_opens_the_whole_network(reader: Reader) -> None:
    page = reader.open("network/?relation=met&actor=rustem-umerov")
    expect(page).to_have_url(re.compile(r"/network/overview/\?relation=met&actor=rustem-umerov$"))


@pytest.mark.full
def test_circle_has_no_accessibility_violation(reader: Reader) -> None:
    page = reader.open("network/")
    _status(page)
    assert violations(page) == []
