"""The drawing of the whole network: highlighting, filters, no mouse.

Without a script the drawing and the tables are complete.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader
from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
NODES = ".bg-net__svg .bg-net__node:visible"
LINES = ".bg-net__lines path:not(.is-out)"
TABLE_ROWS = ".bg-net-rows tbody > tr"


def _status(page: Page) -> Locator:
    return page.get_by_role("search", name="Filter the network").get_by_role("status")


def _all(page: Page) -> tuple[int, int]:
    words = re.compile(r"^([\d,]+) actors and ([\d,]+) relations are drawn$")
    expect(_status(page)).to_have_text(words)
    found = words.match(_status(page).inner_text().strip())
    assert found
    actors, relations = (int(number.replace(",", "")) for number in found.groups())
    return actors, relations


def test_drawing_and_tables_show_the_same_relations(reader: Reader) -> None:
    page = reader.open("network/overview/")
    actors, relations = _all(page)
    assert actors > 50
    assert page.locator(NODES).count() == actors
    assert page.locator(LINES).count() == relations
    tabled = 0
    page.get_by_role("link", name="View as tables").click()
    while True:
        tabled += page.locator(TABLE_ROWS).count()
        after = page.locator(".bg-pager [aria-current] + a")
        if not after.count():
            break
        after.click()
    assert tabled == relations


def test_pointing_at_an_actor_marks_its_neighbours(reader: Reader) -> None:
    page = reader.open("network/overview/")
    node = page.get_by_role("link", name=re.compile(r"^Marco Rubio, person, related to \d+$"))
    node.locator("text").hover()
    expect(page.locator(".bg-net__svg")).to_have_class(re.compile("is-marked"))
    near = page.locator(f"{NODES}.is-near")
    others = int((node.locator("title").text_content() or "").rpartition(" ")[2])
    assert near.count() == others + 1 < page.locator(NODES).count()
    assert page.locator(f"{LINES}.is-near").count() >= others
    expect(page.locator(".bg-net__told")).to_contain_text("Marco Rubio: met ")
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".bg-net__svg")).not_to_have_class(re.compile("is-marked"))


def test_the_keyboard_goes_from_actor_to_actor_with_one_stop(reader: Reader) -> None:
    page = reader.open("network/overview/")
    assert page.locator(".bg-net__node[tabindex='0']").count() == 1
    page.get_by_role("region", name="Drawing of the network").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.querySelector('title').textContent")
    assert first == page.locator(NODES).first.locator("title").text_content()
    seen = {first}
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        focused = page.locator(".bg-net__node:focus")
        expect(focused).to_have_class(re.compile("is-near"))
        expect(focused).to_be_in_viewport()
        seen.add(focused.locator("title").text_content())
    assert len(seen) > 3
    page.keyboard.press("Tab")
    expect(page.locator(".bg-net__node:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    focused = page.locator(".bg-net__node:focus")
    address = focused.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address.removeprefix("../..")) + "$"))


@pytest.mark.full
def test_arrow_keys_reach_every_actor(reader: Reader) -> None:
    page = reader.open("network/overview/")
    reached = page.evaluate(
        """() => {
          const nodes = [...document.querySelectorAll(".bg-net__svg .bg-net__node")];
          const seen = new Set(), waiting = [nodes[0]];
          while (waiting.length) {
            const node = waiting.pop();
            if (seen.has(node)) continue;
            seen.add(node);
            for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
              node.focus();
              node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              waiting.push(document.activeElement);
            }
          }
          return [seen.size, nodes.length];
        }"""
    )
    assert reached[0] == reached[1] > 50


def test_relation_filters_are_in_the_address(reader: Reader) -> None:
    page = reader.open("network/overview/")
    actors, relations = _all(page)
    page.get_by_text("Filter the network").click()
    for name in ("Disputes", "Part of"):
        page.get_by_role("checkbox", name=name, exact=True).uncheck()
    expect(page).to_have_url(re.compile(r"/network/overview/\?relation=met,answered,voices-differ$"))
    rows = page.locator(LINES).count()
    assert 0 < rows < relations
    few = page.locator(NODES).count()
    expect(_status(page)).to_have_text(f"{few} of {actors} actors, {rows} of {relations} relations")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Part of", exact=True)).to_be_checked()
    page.get_by_role("button", name="Reset").click()
    assert _all(page) == (actors, relations)
    expect(page).to_have_url(re.compile("/network/overview/$"))
    expect(page.locator(".bg-net-filter summary")).to_be_focused()


def test_one_actor_shows_only_those_related_to_it(reader: Reader) -> None:
    page = reader.open("network/overview/")
    page.get_by_text("Filter the network").click()
    page.get_by_label("Actor", exact=True).select_option(label="Rustem Umerov")
    expect(page).to_have_url(re.compile(r"\?actor=rustem-umerov$"))
    assert page.locator(LINES).count() > 0
    others = int((page.locator(f"{NODES}[href$='/rustem-umerov/'] title").text_content() or "").split()[-1])
    assert page.locator(NODES).count() == others + 1


def test_an_address_restores_dates_and_relations(reader: Reader) -> None:
    page = reader.open("network/overview/?relation=met&from=2025-11-23&to=2025-11-23")
    expect(page.get_by_label("From", exact=True)).to_have_value("2025-11-23")
    expect(page.get_by_role("checkbox", name="Met", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Disputes", exact=True)).not_to_be_checked()
    expect(_status(page)).to_have_text(re.compile(" of "))
    assert 0 < page.locator(LINES).count() < page.locator(".bg-net__lines .bg-net__line--met").count()
    page.get_by_label("Until", exact=True).fill("")
    expect(page).to_have_url(re.compile(r"\?relation=met&from=2025-11-23$"))


def test_reversed_dates_are_swapped(reader: Reader) -> None:
    status = _status(reader.open("network/overview/?relation=met&from=2025-11-23&to=2025-11-27"))
    expect(status).to_have_text(re.compile(r"^\d+ of "))
    few = status.inner_text()
    expect(_status(reader.open("network/overview/?relation=met&from=2025-11-27&to=2025-11-23"))).to_have_text(few)


def test_unknown_value_matches_nothing_and_can_be_reset(reader: Reader) -> None:
    page = reader.open("network/overview/?actor=%3Cscript%3E&from=yesterday&unrelated=1")
    expect(_status(page)).to_have_text(re.compile(r"^No relations match all these filters \(of [0-9]+\)"))
    assert page.locator(NODES).count() == 0
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/network/overview/\?unrelated=1$"))
    _all(page)


def test_labels_stay_inside_their_boxes(reader: Reader) -> None:
    page = reader.open("network/overview/")
    assert page.locator(NODES).count() > 50
    overrides = page.locator(NODES).evaluate_all(
        """(nodes) => nodes.filter((node) => {
          const text = node.querySelector("text").getBBox(), box = node.querySelector(".bg-net__box").getBBox();
          return text.width > box.width + 1 || text.y + text.height > box.y + box.height + 4;
        }).map((node) => node.querySelector("title").textContent)"""
    )
    assert overrides == []


def test_the_drawing_can_be_made_larger_by_button_and_key(reader: Reader) -> None:
    page = reader.open("network/overview/")
    svg = page.locator(".bg-net__svg")

    def width() -> float:
        box = svg.bounding_box()
        assert box
        return box["width"]

    before = width()
    page.get_by_role("button", name="Larger").click()
    assert width() > before * 1.2
    page.get_by_role("region", name="Drawing of the network").focus()
    page.keyboard.press("0")
    assert abs(width() - page.locator(".bg-net__view").evaluate("view => view.clientWidth")) < 2


def test_on_a_phone_only_the_drawing_scrolls_sideways(tab: Tabs, site: str) -> None:
    page = tab(f"{site}network/overview/", width=320, height=700)
    assert not is_too_wide(page)
    # at full size, scrolled to the most connected actor
    expect(page.locator(NODES).first).to_be_attached()
    assert page.locator(".bg-net__view").evaluate("view => view.scrollLeft") > 0
    sizes = page.locator(
        ":is(.bg-net, .bg-net-filter) :is(button, select, input:not([type=checkbox]), summary):visible"
    ).all()
    assert sizes
    assert all((box := one.bounding_box()) and min(box["height"], box["width"]) >= 24 for one in sizes)
    page.goto(f"{site}network/table/")
    assert not is_too_wide(page)
    assert page.locator(".bg-net-rows .bg-table").evaluate_all(
        "all => all.length && all.every((one) => one.scrollWidth <= one.clientWidth)"
    )


def test_without_javascript_drawing_and_tables_are_complete(tab: Tabs, site: str) -> None:
    page = tab(f"{site}network/overview/?relation=met", has_scripts=False)
    assert page.locator(NODES).count() > 50
    assert page.locator(LINES).count() > 100
    assert page.locator(".bg-net-filter *").count() == 0
    assert page.locator(".bg-net button:visible").count() == 0
    page.get_by_role("link", name=re.compile("^Marco Rubio, person")).first.click()
    expect(page).to_have_url(re.compile("/actors/marco-rubio/$"))


def test_drawing_fits_the_printed_page(tab: Tabs, site: str) -> None:
    page = tab(f"{site}network/overview/", width=680, height=960)
    page.emulate_media(media="print")
    box = page.locator(".bg-net__svg").bounding_box()
    assert box
    assert box["width"] <= 680
    assert box["height"] <= 800
    expect(page.locator(".bg-net-filter")).to_be_hidden()


def test_drawing_uses_forced_system_colours(reader: Reader) -> None:
    page = reader.open("network/overview/")
    page.emulate_media(forced_colors="active")
    colour = page.evaluate("getComputedStyle(document.body).color")
    assert page.locator(NODES).first.evaluate("node => getComputedStyle(node).stroke") == colour


def test_network_is_linked_from_the_navigation_and_actors(reader: Reader) -> None:
    page = reader.open("actors/")
    page.get_by_role("article").get_by_role("link", name="The network").click()
    expect(page).to_have_url(re.compile("/network/$"))
    expect(page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Network")).to_be_visible()


def test_first_tap_shows_details_second_tap_follows(tab: Tabs, site: str) -> None:
    page = tab(site + "network/overview/", width=390, height=844, has_touch=True)
    expect(page.locator(".bg-net__told")).to_contain_text("Tap an actor")
    page.get_by_role("button", name="Full size").tap()
    node = page.get_by_role("link", name=re.compile(r"^Volodymyr Zelensky, person"))
    node.scroll_into_view_if_needed()
    node.locator("text").tap()
    expect(page.locator(".bg-net__told")).to_contain_text("Volodymyr Zelensky: met ")
    expect(page).to_have_url(site + "network/overview/")
    node.locator("text").tap()
    expect(page).to_have_url(site + "actors/volodymyr-zelensky/")


def test_well_supported_and_negotiators_stand_in_the_address(reader: Reader) -> None:
    page = reader.open("network/overview/?well-supported=yes")
    shown = page.locator(LINES).count()
    assert shown > 0
    assert page.locator(f"{LINES}:is(.bg-basis--reported, .bg-basis--weak)").count() == 0
    expect(page.get_by_label("Well supported only")).to_be_checked()
    page.get_by_label("Negotiators only").check()
    expect(page).to_have_url(re.compile(r"\?well-supported=yes&negotiators=yes$"))
    assert 0 < page.locator(LINES).count() < shown
    page.get_by_label("Well supported only").uncheck()
    expect(page).to_have_url(re.compile(r"\?negotiators=yes$"))
