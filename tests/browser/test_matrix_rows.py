"""The position matrix: sorting, filters, state in the address and the as-of day."""

from __future__ import annotations

import csv
import io
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from briefgen.model import vocabulary
from tests.browser.conftest import Reader
from tests.browser.matrix import MATRIX, ROWS, cell, focused, rows, status
from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
NONE = "no position on record"
STANCES = [*(word for _, word in vocabulary.POSITIONS.values()), NONE]


def controls(page: Page) -> None:
    """Open the controls, which are closed unless the address sets a filter."""
    expect(page.get_by_label("Order")).to_be_hidden()
    page.get_by_text("Filter and sort the table").click()


def levels(page: Page) -> list[str]:
    return [text.split(" ", 1)[1].strip() for text in page.locator(f"{ROWS} .bg-between").all_inner_texts()]


def stances(cells: Locator) -> list[set[str]]:
    """Return the stances of each cell, without those that stand beside it."""
    found: list[list[str]] = cells.evaluate_all(
        "cells => cells.map(cell => [...cell.querySelectorAll('.bg-position > .bg-voice > .bg-stance')]"
        ".map(badge => badge.querySelector('.bg-chip__word').textContent))"
    )
    return [set(words) for words in found]


def column(page: Page, number: int) -> list[str]:
    found = stances(page.locator(f"{ROWS} td:nth-of-type({number})"))
    return ["mixed" if len(words) > 1 else min(words, default=NONE) for words in found]


def test_row_filters_are_in_the_address(reader: Reader) -> None:
    page = reader.open(MATRIX)
    expect(status(page)).to_have_text(f"All {rows(page)} rows")
    controls(page)
    page.get_by_label("Theme").select_option("nato")
    expect(page).to_have_url(re.compile(r"/positions/\?theme=nato$"))
    few = page.locator(ROWS).count()
    assert 0 < few < rows(page)
    expect(status(page)).to_have_text(f"{few} of {rows(page)} rows")
    page.get_by_label("A party’s stance").select_option("rejects")
    expect(page).to_have_url(re.compile("stance=rejects"))
    assert 0 < page.locator(ROWS).count() <= few
    assert page.locator(ROWS).filter(has=page.locator(".bg-stance--rejects")).count() == page.locator(ROWS).count()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(few)
    expect(page.get_by_label("A party’s stance")).to_have_value("")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(ROWS)).to_have_count(rows(page))
    expect(page).to_have_url(re.compile("/positions/$"))
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()


def test_a_choice_keeps_the_fragment_of_the_address(reader: Reader) -> None:
    page = reader.open(MATRIX + "#row-point-05")
    controls(page)
    page.get_by_label("Theme").select_option("nato")
    expect(page).to_have_url(re.compile(r"\?theme=nato#row-point-05$"))


def test_hidden_parties_do_not_count(reader: Reader) -> None:
    page = reader.open(MATRIX + "?between=opposed")
    expect(status(page)).to_have_text(re.compile(f" of {rows(page)} rows"))
    opposed = page.locator(ROWS).count()
    assert 0 < opposed < rows(page)
    page.get_by_label("United States", exact=True).uncheck()
    expect(page).to_have_url(re.compile(r"between=opposed&party=ukraine,russia,eu-e3$"))
    expect(page.get_by_role("columnheader", name="United States")).to_have_count(0)
    assert page.locator(ROWS).count() < opposed
    expect(status(page)).to_contain_text(", 3 of 4 parties")
    expect(page.locator("#united-states--point-21")).to_be_hidden()
    page.goto(page.url)
    expect(page.get_by_label("United States", exact=True)).not_to_be_checked()
    for name in ("Ukraine", "Russia", "EU and E3"):
        page.get_by_label(name, exact=True).uncheck()
    expect(status(page)).to_have_text("No party is chosen")


def test_rows_are_sorted_by_disagreement_date_and_one_party(reader: Reader) -> None:
    page = reader.open(MATRIX)
    plan = page.locator(f"{ROWS} th").all_inner_texts()
    controls(page)
    order = page.get_by_label("Order")
    order.select_option("disagreement")
    expect(page).to_have_url(re.compile("sort=disagreement$"))
    found = levels(page)
    words = [word for _, word, _ in vocabulary.AGREEMENT.values()]
    assert [words.index(level) for level in found] == sorted(words.index(level) for level in found)
    assert set(found) >= {"opposed", "differ", "all for", "too little known"}
    order.select_option("by-russia")
    expect(page).to_have_url(re.compile("sort=by-russia$"))
    russia = column(page, 2)
    assert len(set(russia)) > 3
    assert [STANCES.index(stance) for stance in russia] == sorted(STANCES.index(stance) for stance in russia)
    assert page.get_by_role("columnheader", name="Russia").get_attribute("aria-sort") == "ascending"
    order.select_option("latest")
    # a proposal in a version is no statement, so that it does not count here
    newest: list[str] = page.locator(ROWS).evaluate_all(
        "rows => rows.map(row => [...document.querySelectorAll(`[id$='--${row.dataset.subject}'] [data-said]`)]"
        ".map(one => one.dataset.said).sort().pop() || '')"
    )
    assert newest == sorted(newest, reverse=True)
    assert len(set(newest)) > 3
    order.select_option("")
    expect(page).to_have_url(re.compile("/positions/$"))
    assert page.locator(f"{ROWS} th").all_inner_texts() == plan


def test_script_and_page_compute_the_same_measure(tab: Tabs, reader: Reader, site: str) -> None:
    plain = tab(site + MATRIX, has_scripts=False)
    page = reader.open(MATRIX)
    expect(status(page)).to_have_text(f"All {rows(page)} rows")
    assert levels(page) == levels(plain) != []
    for part in ("points", "count"):
        said = f".bg-answer__{part}"
        ours, theirs = page.locator(said).all_text_contents(), plain.locator(said).all_text_contents()
        assert theirs
        assert [text.split() for text in ours] == [text.split() for text in theirs]
    texts = ".bg-moves li"
    assert page.locator(texts).all_text_contents() == plain.locator(texts).all_text_contents() != []


def test_links_above_the_table_apply_their_filter(reader: Reader) -> None:
    page = reader.open(MATRIX)
    points = page.locator(".bg-answer [data-between=opposed] .bg-answer__points a").all_inner_texts()
    page.get_by_role("button", name="Show only these: opposed").click()
    expect(page).to_have_url(re.compile("between=opposed$"))
    assert set(levels(page)) == {"opposed"}
    shown = [re.match(r"(\d*)", text) for text in page.locator(f"{ROWS} th").all_inner_texts()]
    assert [match[1] for match in shown if match and match[1]] == points
    page.get_by_role("button", name="Show only these: a party shifted").click()
    expect(page).to_have_url(re.compile("between=moved$"))
    shifts = page.locator("div.bg-moves li").evaluate_all("items => items.map(item => item.dataset.subject)")
    shown_rows = page.locator(ROWS).evaluate_all("rows => rows.map(row => row.dataset.subject)")
    assert set(shown_rows) == set(shifts) != set()


def test_link_above_the_table_reveals_filtered_rows(reader: Reader) -> None:
    page = reader.open(MATRIX + "?between=all-for")
    page.locator("div.bg-moves a", has_text="Russia on the plan as a whole").click()
    panel = page.get_by_role("dialog", name="Russia on the plan as a whole")
    expect(panel).to_contain_text(
        # hidden words after the stance name the statement
        re.compile(
            r"Shift open \(Vladimir Putin, 21 November 2025, on US draft \(Axios list\)\)"
            r" → accepts with conditions: .+? \(Vladimir Putin, 27 November 2025, on Geneva revision\)"
        )
    )
    expect(page.locator(ROWS)).to_have_count(rows(page))
    page.keyboard.press("Escape")
    page.get_by_label("Differences").select_option("all-for")
    page.locator(".bg-answer [data-between=opposed] a", has_text="21").click()
    expect(page.locator("#row-point-21")).to_be_in_viewport()
    assert focused(page).startswith("21.")


def test_as_of_day_applies_to_measure_filters_and_evidence(reader: Reader) -> None:
    page = reader.open(MATRIX + "?as-of=2025-12-01")
    then = cell(page, "ukraine--point-21")
    expect(then).to_have_text(re.compile("rejects Andriy Yermak, 27 November 2025 left office 28 November 2025"))
    then.get_by_role("link").click()
    panel = page.get_by_role("dialog", name="Ukraine on 21.")
    expect(panel).to_contain_text("27 November 2025")
    # shifts are those known today
    expect(panel.locator(".bg-movement")).to_be_hidden()
    page.keyboard.press("Escape")
    page.goto(reader.site + MATRIX + "?as-of=2025-11-25")
    then.get_by_role("link").click()
    expect(panel).to_contain_text("24 November 2025")
    expect(panel).not_to_contain_text("27 November", use_inner_text=True)
    held = panel.locator(".bg-helds > li")
    days = held.evaluate_all("items => items.filter(item => !item.hidden).map(item => item.dataset.from)")
    assert days
    assert max(days) <= "2025-11-25"
    assert len(days) < held.count()
    page.keyboard.press("Escape")
    assert page.locator(".bg-moves li:visible").filter(has_text="December").count() == 0
    few = page.locator("[data-between=too-few] .bg-answer__points a").count()
    page.get_by_role("button", name="Back to latest").click()
    expect(page).to_have_url(re.compile("/positions/$"))
    assert page.locator("[data-between=too-few] .bg-answer__points a").count() < few
    then.get_by_role("link").click()
    expect(panel.locator(".bg-movement")).to_contain_text(
        re.compile(r"Andriy Yermak: rejects: .+? \(27 November 2025\)")
    )


def test_invalid_state_in_the_address_is_ignored(reader: Reader) -> None:
    for asked in (
        "?theme=nothing&between=<b>&stance=x&sort=by-nobody&party=nobody",
        "?party=",
        "?sort=",
        "#%E0%A4%A",
        "#nothing--here",
    ):
        # a change of the fragment alone would not reload the page
        reader.page.goto("about:blank")
        page = reader.open(MATRIX + asked)
        expect(status(page)).to_have_text(f"All {rows(page)} rows")
        expect(page.locator(ROWS)).to_have_count(rows(page))
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_csv_file_equals_the_table(reader: Reader) -> None:
    page = reader.open(MATRIX)
    href = page.get_by_role("link", name="positions.csv").get_attribute("href")
    with urlopen(page.url + str(href).rsplit("/", 1)[-1]) as answer:
        lines = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"), newline="")))
    newest: dict[str, set[str]] = {}
    for line in lines:
        if line["is_newest"] == "yes":
            newest.setdefault(f"{line['party']}--{line['subject']}", set()).add(line["stance"].replace("-", " "))
    cells = page.locator("td[data-cell]")
    names = cells.evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    assert newest == dict(zip(names, (words or {NONE} for words in stances(cells)), strict=True))
    assert f"({len(lines)} lines" in page.locator("p", has=page.get_by_role("link", name="positions.csv")).inner_text()


def test_filter_link_moves_the_focus(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.get_by_role("button", name="Show only these: opposed").press("Enter")
    expect(page.locator(".bg-ways summary")).to_be_focused()
    expect(page.locator(".bg-ways summary")).to_be_in_viewport()
