"""Listing filters: state in the address, counts, and a full list without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, served
from tests.browser.tabs import Tabs, is_too_wide
from tests.support.projects import ROOT, write
from tests.support.sites import built

pytestmark = pytest.mark.browser
ROWS = ".bg-list > li:visible"


def _status(page: Page) -> Locator:
    return page.get_by_role("search", name="Filter").get_by_role("status")


def test_filter_narrows_the_list_and_is_in_the_address(reader: Reader) -> None:
    page = reader.open("statements/")
    expect(_status(page)).to_have_text(re.compile("^All "))
    all_of_them = re.fullmatch(r"All (\d+) statements", _status(page).inner_text())
    assert all_of_them
    every = int(all_of_them[1])
    assert page.locator(ROWS).count() < every
    # the fields of a long listing are made when they are opened
    page.get_by_text("Filter and sort").click()
    stance = page.get_by_label("Stance")
    stance.select_option("rejects")
    expect(page).to_have_url(re.compile(r"/statements/\?stance=rejects$"))
    few = page.locator(ROWS).count()
    assert 0 < few < every
    assert page.locator(ROWS).filter(has_text="rejects").count() == few
    expect(_status(page)).to_have_text(f"{few} of {every} statements")
    assert stance.locator("option:checked").inner_text() == f"rejects ({few})"
    page.get_by_label("Speaker", exact=True).select_option("vladimir-putin")
    expect(page).to_have_url(re.compile(r"stance=rejects&speaker=vladimir-putin$"))
    assert 0 < page.locator(ROWS).count() < few
    # the count for another stance, with the chosen speaker
    assert stance.locator("option:checked").inner_text() == f"rejects ({page.locator(ROWS).count()})"


def test_back_and_forward_go_through_the_states(reader: Reader) -> None:
    page = reader.open("sources/")
    every = page.locator(ROWS).count()
    # the fields of a long listing are made when they are opened
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Grade").select_option("D")
    expect(page).to_have_url(re.compile(r"\?grade=D$"))
    few = page.locator(ROWS).count()
    assert 0 < few < every
    page.get_by_label("Type").select_option("document")
    expect(page).to_have_url(re.compile(r"\?grade=D&type=document$"))
    page.go_back()
    expect(page.get_by_label("Type")).to_have_value("")
    expect(page.locator(ROWS)).to_have_count(few)
    page.go_back()
    expect(page).to_have_url(re.compile("/sources/$"))
    expect(page.locator(ROWS)).to_have_count(every)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    page.go_forward()
    expect(page.locator(ROWS)).to_have_count(few)
    expect(page.get_by_role("heading", level=2)).to_have_count(0)


def test_address_restores_the_filtered_list(reader: Reader) -> None:
    page = reader.open("statements/?words=ПРЕЗИДЕНТ%20nothing-says-this")
    expect(page.get_by_label("Words")).to_have_value("ПРЕЗИДЕНТ nothing-says-this")
    expect(_status(page)).to_have_text(re.compile("^No "))
    assert page.locator(ROWS).count() == 0
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile("/statements/$"))
    assert page.locator(ROWS).count() > 100
    expect(page.get_by_label("Words")).to_have_value("")
    expect(page.locator(".bg-filter summary")).to_be_focused()


def test_words_match_without_case_and_accents(reader: Reader) -> None:
    page = reader.open("statements/")
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Words").press_sequentially("TÉRRITORY  putin")
    expect(page).to_have_url(re.compile(r"\?words=T%C3%89RRITORY\+{1,2}putin$"))
    found = page.locator(ROWS).all_inner_texts()
    assert found
    assert all("territor" in text.lower() and "putin" in text.lower() for text in found)
    expect(page.get_by_label("Words")).to_be_focused()
    # typing adds one history entry, not one for each letter
    page.go_back()
    expect(page).to_have_url(re.compile("^(?!.*statements)"))


def test_date_range_keeps_possible_matches(reader: Reader) -> None:
    page = reader.open("statements/?from=2025-11-27&to=2025-11-27")
    expect(_status(page)).to_have_text(re.compile(" of "))
    few = page.locator(ROWS).count()
    lines = page.locator(ROWS).all_inner_texts()
    assert len(lines) == few > 0
    possible = re.compile(r"· (?:2025|November 2025|(?:26–|since )?27 November 2025|since 23 November 2025)\b")
    assert [line for line in lines if not possible.search(line)] == []
    page.get_by_label("Until").fill("")
    expect(page).to_have_url(re.compile(r"\?from=2025-11-27$"))
    assert page.locator(ROWS).count() > few


def test_reversed_dates_are_swapped(reader: Reader) -> None:
    status = _status(reader.open("statements/?from=2025-11-23&to=2025-11-27"))
    expect(status).to_have_text(re.compile(r"^\d+ of "))
    few = status.inner_text()
    expect(_status(reader.open("statements/?from=2025-11-27&to=2025-11-23"))).to_have_text(few)


def test_found_statements_can_be_filtered(reader: Reader) -> None:
    page = reader.open("statements/?checked=word-for-word")
    expect(_status(page)).to_have_text(re.compile(" of "))
    rows = page.locator(ROWS)
    found = int(_status(page).inner_text().split()[0])
    assert 10 < rows.count() <= found
    assert rows.filter(has_text="“").filter(has_text="word for word").count() == rows.count()


def test_the_order_can_be_changed(reader: Reader) -> None:
    page = reader.open("sources/?order=new")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)
    lines = page.locator(f"{ROWS} .bg-card__meta").all_inner_texts()[:30]
    days = [
        datetime.strptime(day[0], "%d %B %Y") for line in lines if (day := re.search(r"\d+ [A-Z][a-z]+ \d{4}", line))
    ]
    assert len(days) == len(lines)
    assert len(set(days)) > 3
    assert days == sorted(days, reverse=True)
    page.get_by_label("Order").select_option("grade")
    expect(page).to_have_url(re.compile("order=grade$"))
    assert "grade A" in page.locator(f"{ROWS} .bg-card__meta").first.inner_text()
    page.get_by_label("Order").select_option("")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()


def test_unknown_value_matches_nothing_and_can_be_reset(reader: Reader) -> None:
    page = reader.open("sources/?grade=Z&publisher=%3Cscript%3E&unrelated=1")
    expect(_status(page)).to_have_text(re.compile("^No "))
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/sources/\?unrelated=1$"))
    assert page.locator(ROWS).count() > 100


def test_on_a_phone_the_keyboard_opens_the_folded_choices(tab: Tabs, site: str) -> None:
    page = tab(f"{site}sources/?grade=D", width=320, height=700)
    expect(page.get_by_label("Grade")).to_be_hidden()
    expect(page.locator(ROWS).first).to_be_in_viewport()
    page.locator(".bg-filter summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Grade")).to_have_value("D")
    assert not is_too_wide(page)
    sizes = page.locator(".bg-filter :is(select, input, button, summary):visible").all()
    assert len(sizes) > 3
    assert all((box := one.bounding_box()) and box["height"] >= 24 for one in sizes)


def test_without_javascript_the_full_list_is_shown(tab: Tabs, site: str) -> None:
    page = tab(has_scripts=False)
    for address in ("sources/", "statements/"):
        page.goto(f"{site}{address}?grade=Z")
        assert page.locator(ROWS).count() > 100
        assert page.locator(".bg-filter *").count() == 0


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site whose statements fill seven pages."""
    said = "".join(
        f"  - {{id: s-{n}, speaker: {('ministry', 'office')[n % 2]}, paraphrase: 'Said “{n}” & <b>so</b>.', cite: [wire]}}\n"
        for n in range(1000)
    )
    folder = write(
        tmp_path_factory.mktemp("long"),
        {
            "mkdocs.yml": "site_name: Long\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen\n",
            "docs/.gitkeep": "",
            "content/briefing.yaml": "title: Long\n",
            "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
            "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
            "content/actors/office.yaml": "name: Office\nsummary: An office.\ncite: [wire]\n",
            "content/events/talks.yaml": (
                f"title: Talks\ndate: 2025-11-27\nsummary: S.\nkind: talks\ncite: [wire]\nstatements:\n{said}"
            ),
        },
    )
    yield from served(built(folder, "many-statements"))


@pytest.mark.parametrize("address", ["statements/page/2/", pytest.param("statements/", marks=pytest.mark.full)])
def test_filter_covers_all_pages_of_a_list(tab: Tabs, long_site: str, address: str) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(long_site + address)
    assert page.locator(ROWS).count() == 150
    assert "statements.json" not in asked
    expect(page.get_by_role("search", name="Filter").get_by_role("status")).to_have_text("All 1,000 statements")
    page.locator(".bg-filter summary").click()
    page.get_by_label("Speaker", exact=True).select_option("office")
    expect(_status(page)).to_have_text("500 of 1,000 statements")
    assert page.locator(ROWS).count() == 200
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    page.get_by_role("button", name="Show 200 more of 300").click()
    expect(page.locator(ROWS)).to_have_count(400)
    expect(page.locator(ROWS).nth(200).locator("a")).to_be_focused()
    page.get_by_label("Words").fill("“7”")
    expect(page.locator(ROWS)).to_have_count(1)
    row = page.locator(ROWS).first
    assert row.inner_text().split("\n")[0].startswith("Said “7” & <b>so</b>.")
    row.locator("a").click()
    expect(page).to_have_url(f"{long_site}events/talks/#s-7")
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)
    assert asked.count("statements.json") >= 1


def test_failed_request_of_the_full_list_keeps_the_pages(tab: Tabs, long_site: str) -> None:
    page = tab(is_watched=False)
    page.route("**/statements.json", lambda route: route.abort())
    page.goto(f"{long_site}statements/?speaker=office")
    expect(_status(page)).to_contain_text("could not be loaded")
    assert page.locator(ROWS).count() == 150
    page.unroute("**/statements.json")
    page.locator(".bg-filter summary").click()
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("office")
    expect(_status(page)).to_have_text("500 of 1,000 statements")


def test_filter_scripts_make_no_other_requests() -> None:
    for name in ("listing-filter", "listing-order"):
        script = (ROOT / f"site_templates/assets/scripts/{name}.js").read_text("utf-8")
        assert re.findall(r"https?://|innerHTML|eval\(|\.style\b", script) == []
        assert len(script) < 12_000


def test_the_data_file_is_where_the_script_looks_for_it() -> None:
    script = (ROOT / "site_templates/assets/scripts/listing-filter.js").read_text("utf-8")
    depth = re.search(r'new URL\("((?:\.\./)+)", file\)', script)
    assert depth is not None
    assert depth[1].count("../") == "assets/briefgen/data/statements.json".count("/")
