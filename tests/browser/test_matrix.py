"""The position matrix: cells open their evidence, arrow keys go through it, rows are sorted and narrowed, each state has its address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Reader, served
from tests.conftest import run, write

pytestmark = pytest.mark.browser
MATRIX = "plans/us-28-point-plan/positions/"
ROWS = ".bg-matrix tbody tr:visible"
STANCES = ["accepts", "accepts with conditions", "open", "rejects", "unclear", "not known"]


def cell(page: Page, name: str) -> Locator:
    return page.locator(f"td[data-cell='{name}']")


def told(page: Page) -> Locator:
    return page.get_by_role("search", name="Sort and filter").get_by_role("status")


def controls(page: Page) -> None:
    """Open the controls: the rows come first, so they are shut where an address asks for nothing."""
    expect(page.get_by_label("Order")).to_be_hidden()
    page.get_by_text("Sort and filter the rows").click()


def levels(page: Page) -> list[str]:
    return [text.split(" ", 1)[1].strip() for text in page.locator(f"{ROWS} .bg-between").all_inner_texts()]


def column(page: Page, number: int) -> list[str]:
    texts = page.locator(f"{ROWS} td:nth-of-type({number})").all_inner_texts()
    return [re.sub(r"^\W+ ", "", text.strip().split("\n")[0]) for text in texts]


def widest(page: Page) -> float:
    """Return how far to the right the content reaches, what scrolls in its own frame left aside."""
    return float(
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('.md-content *')].filter(e => !e.closest('.bg-table'))"
            ".map(e => e.getBoundingClientRect().right))"
        )
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('th, td').innerText.replace(/\\s+/g, ' ').trim()"))


def test_a_cell_opens_its_evidence_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open(MATRIX)
    link = cell(page, "russia--point-21").get_by_role("link")
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    link.click()
    panel = page.get_by_role("dialog", name="Russia on 21.")
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    expect(panel).to_contain_text(
        "Movement so far accepts with conditions (27 November 2025) → rejects (3 December 2025)"
    )
    expect(panel).to_contain_text("Yuri Ushakov")
    expect(panel).to_contain_text("Aide to the president")
    expect(panel).to_contain_text("Compromises have not yet been found")
    assert panel.locator(".bg-origins .bg-grade").count() > 1
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    # the evidence is in its place below the table again
    expect(page.locator("#russia--point-21")).to_be_visible()
    assert page.locator("#russia--point-21").get_attribute("popover") is None


def test_another_cell_or_the_page_closes_it(reader: Reader) -> None:
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
        ("ArrowRight", "rejects"), ("ArrowLeft", "The plan as a whole"), ("ArrowLeft", "The plan as a whole"),
        ("End", "accepts with conditions"), ("Home", "The plan as a whole"), ("ArrowDown", "1. "), ("PageDown", "6. "),
        ("PageUp", "1. "), ("Control+End", "accepts"), ("ArrowDown", "accepts"), ("Control+Home", "Point"), ("ArrowUp", "Point"),
        ("ArrowRight", "Ukraine"), ("ArrowDown", "rejects"),
    ):  # fmt: skip
        page.keyboard.press(keys)
        assert said in focused(page), keys
        assert grid.locator("[tabindex='0']").count() == 1
    assert grid.get_by_role("rowheader").count() == 29
    assert grid.get_by_role("columnheader").count() == 5
    assert grid.get_by_role("gridcell").count() == 29 * 4
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.bg-matrix') !== null")
    page.keyboard.press("Shift+Tab")
    assert "rejects" in focused(page)


@pytest.mark.parametrize("key", ["Enter", " "])
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


def test_an_empty_cell_can_be_reached_and_opens_nothing(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.get_by_role("grid").locator("[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert focused(page) == "not known"
    page.keyboard.press("Enter")
    expect(page.locator(".bg-holding[popover]")).to_have_count(0)


def test_on_a_phone_a_tap_opens_the_evidence_at_the_foot_of_the_screen(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + MATRIX)
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
    context.close()


def test_rows_are_narrowed_and_the_address_says_how(reader: Reader) -> None:
    page = reader.open(MATRIX)
    expect(told(page)).to_have_text("All 29 rows")
    controls(page)
    page.get_by_label("Theme").select_option("nato")
    expect(page).to_have_url(re.compile(r"/positions/\?theme=nato$"))
    few = page.locator(ROWS).count()
    assert 0 < few < 29
    expect(told(page)).to_have_text(f"{few} of 29 rows")
    assert page.locator(".bg-on:visible").count() <= few
    page.get_by_label("A party’s stance").select_option("rejects")
    assert 0 < page.locator(ROWS).count() <= few
    assert page.locator(ROWS).filter(has=page.locator(".bg-stance--rejects")).count() == page.locator(ROWS).count()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(few)
    expect(page.get_by_label("A party’s stance")).to_have_value("")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(ROWS)).to_have_count(29)
    expect(page).to_have_url(re.compile("/positions/$"))
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()


def test_a_choice_keeps_the_fragment_of_the_address(reader: Reader) -> None:
    page = reader.open(MATRIX + "#row-point-05")
    controls(page)
    page.get_by_label("Theme").select_option("nato")
    expect(page).to_have_url(re.compile(r"\?theme=nato#row-point-05$"))


def test_parties_that_are_not_shown_do_not_count(reader: Reader) -> None:
    page = reader.open(MATRIX + "?between=opposed")
    opposed = page.locator(ROWS).count()
    assert 0 < opposed < 29
    page.get_by_label("Russia", exact=True).uncheck()
    expect(page).to_have_url(re.compile(r"between=opposed&party=ukraine,united-states,eu-e3$"))
    expect(page.get_by_role("columnheader", name="Russia")).to_have_count(0)
    assert page.locator(ROWS).count() < opposed
    expect(told(page)).to_contain_text(", 3 of 4 parties")
    expect(page.locator("#russia--point-21")).to_be_hidden()
    page.goto(page.url)
    expect(page.get_by_label("Russia", exact=True)).not_to_be_checked()
    for name in ("Ukraine", "United States", "EU and E3"):
        page.get_by_label(name, exact=True).uncheck()
    expect(told(page)).to_have_text("No party is chosen")


def test_rows_are_sorted_by_disagreement_by_date_and_by_one_party(reader: Reader) -> None:
    page = reader.open(MATRIX)
    plan = page.locator(f"{ROWS} th").all_inner_texts()
    controls(page)
    order = page.get_by_label("Order")
    order.select_option("disagreement")
    found = levels(page)
    words = ["opposed", "differ", "same stance", "too few on record"]
    assert [words.index(level) for level in found] == sorted(words.index(level) for level in found)
    assert set(found) == set(words)
    order.select_option("by-russia")
    expect(page).to_have_url(re.compile("sort=by-russia$"))
    stances = column(page, 2)
    assert [STANCES.index(stance) for stance in stances] == sorted(STANCES.index(stance) for stance in stances)
    assert page.get_by_role("columnheader", name="Russia").get_attribute("aria-sort") == "ascending"
    order.select_option("latest")
    assert "5 December 2025" in page.locator(ROWS).first.inner_text()
    order.select_option("")
    assert page.locator(f"{ROWS} th").all_inner_texts() == plan


def test_the_script_and_the_page_measure_alike(browser: Browser, reader: Reader, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site + MATRIX)
    page = reader.open(MATRIX)
    assert levels(page) == levels(plain)
    for part in ("points", "count"):
        said = f".bg-answer__{part}"
        ours, theirs = page.locator(said).all_text_contents(), plain.locator(said).all_text_contents()
        assert [text.split() for text in ours] == [text.split() for text in theirs]
    texts = ".bg-movement__steps"
    assert page.locator(texts).all_inner_texts() == plain.locator(texts).all_inner_texts()
    context.close()


def test_the_lines_above_the_table_ask_for_what_they_say(reader: Reader) -> None:
    page = reader.open(MATRIX)
    points = page.locator(".bg-answer [data-between=opposed] .bg-answer__points a").all_inner_texts()
    page.get_by_role("button", name="Show only these: opposed").click()
    expect(page).to_have_url(re.compile("between=opposed$"))
    assert set(levels(page)) == {"opposed"}
    shown = [re.match(r"(\d*)", text) for text in page.locator(f"{ROWS} th").all_inner_texts()]
    assert [match[1] for match in shown if match and match[1]] == points
    page.get_by_role("button", name="Show only these: a party moved").click()
    expect(page).to_have_url(re.compile("between=moved$"))
    rows = page.locator(ROWS)
    assert 0 < rows.count() == rows.filter(has=page.locator(".bg-cell__before")).count()


def test_a_link_above_the_table_finds_what_is_filtered_away(reader: Reader) -> None:
    page = reader.open(MATRIX + "?between=same")
    page.locator(".bg-moves a", has_text="Russia on 21.").first.click()
    expect(page.get_by_role("dialog", name="Russia on 21.")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(29)
    page.keyboard.press("Escape")
    page.get_by_label("Differences").select_option("same")
    page.locator(".bg-answer [data-between=opposed] a", has_text="13").click()
    expect(page.locator("#row-point-13")).to_be_in_viewport()
    assert focused(page).startswith("13.")


def test_the_day_governs_the_measure_the_filters_and_what_a_cell_opens(reader: Reader) -> None:
    page = reader.open(MATRIX + "?as-of=2025-12-01")
    then = cell(page, "ukraine--point-21")
    expect(then).to_contain_text("27 November 2025")
    expect(then).to_contain_text("before: open")
    then.get_by_role("link").click()
    panel = page.get_by_role("dialog", name="Ukraine on 21.")
    expect(panel.locator(".bg-movement")).to_contain_text(
        "rejects (20 November 2025) → open (24 November 2025) → rejects (27 November 2025)"
    )
    page.keyboard.press("Escape")
    page.goto(reader.site + MATRIX + "?as-of=2025-11-25")
    then.get_by_role("link").click()
    expect(panel).to_contain_text("24 November 2025")
    expect(panel).not_to_contain_text("27 November", use_inner_text=True)
    expect(panel.locator(".bg-movement")).to_contain_text("→ open (24 November 2025)")
    page.keyboard.press("Escape")
    late = page.locator(".bg-helds > li:visible").evaluate_all(
        "items => items.filter(item => item.dataset.from > '2025-11-25').length"
    )
    assert late == 0
    assert page.locator(".bg-moves li:visible").filter(has_text="December").count() == 0
    few = page.locator("[data-between=few] .bg-answer__points a").count()
    page.get_by_role("button", name="Show the newest").click()
    assert page.locator("[data-between=few] .bg-answer__points a").count() < few
    then.get_by_role("link").click()
    expect(panel).to_contain_text("27 November 2025")


def test_an_address_that_ends_in_a_cell_opens_it(reader: Reader) -> None:
    page = reader.open(MATRIX + "#russia--point-13")
    expect(page.get_by_role("dialog", name="Russia on 13.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell(page, "russia--point-13").get_by_role("link")).to_be_focused()


@pytest.mark.parametrize(
    "asked",
    [
        "?theme=nothing&between=<b>&stance=x&sort=by-nobody&party=nobody",
        "#%E0%A4%A",
        "#nothing--here",
        "?party=",
        "?sort=",
    ],
)
def test_an_address_that_asks_for_nothing_breaks_nothing(reader: Reader, asked: str) -> None:
    page = reader.open(MATRIX + asked)
    expect(page.locator(ROWS)).to_have_count(29)


def test_without_javascript_all_rows_and_all_evidence_are_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{site}{MATRIX}?theme=nato")
    assert page.locator(ROWS).count() == 29
    assert page.locator(".bg-ways").is_hidden()
    assert page.locator(".bg-matrix").get_attribute("role") is None
    assert page.get_by_role("button").filter(has_text="Show").count() == 0
    cell(page, "russia--point-21").get_by_role("link").click()
    expect(page).to_have_url(re.compile("#russia--point-21$"))
    expect(page.locator("#russia--point-21")).to_be_in_viewport()
    expect(page.locator("#russia--point-21")).to_contain_text("Yuri Ushakov")
    assert page.locator(".bg-helds > li:visible").count() > 60
    assert widest(page) <= 320
    context.close()


def test_the_csv_file_says_what_the_table_says(reader: Reader) -> None:
    page = reader.open(MATRIX)
    href = page.get_by_role("link", name="positions.csv").get_attribute("href")
    with urlopen(page.url + str(href).rsplit("/", 1)[-1]) as answer:
        lines = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"), newline="")))
    newest = {
        f"{line['party']}--{line['subject']}": line["stance"].replace("-", " ")
        for line in lines
        if line["is_newest"] == "yes"
    }
    cells = page.locator("td[data-cell]")
    names = cells.evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    words = [re.sub(r"^\W+ ", "", text.strip().split("\n")[0]) for text in cells.all_inner_texts()]
    assert newest == dict(zip(names, words, strict=True))
    assert f"({len(lines)} lines" in page.locator("p", has=page.get_by_role("link", name="positions.csv")).inner_text()


def test_the_column_of_points_stays_while_the_table_scrolls(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(site + MATRIX)
    last = cell(page, "eu-e3--point-28")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    expect(page.locator("tr[data-subject=point-28] th")).to_be_in_viewport()
    head, region = page.locator(".bg-matrix thead th").last.bounding_box(), page.get_by_role("region").bounding_box()
    assert head is not None
    assert region is not None
    assert abs(head["y"] - region["y"]) <= 2
    page.close()


@pytest.fixture(scope="module")
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
    result = run("mkdocs", "build", cwd=folder)
    assert result.returncode == 0, result.stderr
    yield from served(Path(folder / "site"))


def test_one_party_and_one_statement_read_well(browser: Browser, small: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{small}plans/plan/positions/")
    expect(told(page)).to_have_text("All 2 rows")
    cell(page, "north--point-01").get_by_role("link").click()
    expect(page.get_by_role("dialog", name="الشمال on 1.")).to_contain_text("unclear")
    assert widest(page) <= 320
    assert problems == []
    page.close()


def test_going_back_closes_what_a_tap_opened_and_the_tap_that_closes_it_does_nothing_else(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + MATRIX)
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
    # however often it is opened, there is one step to go back
    assert page.evaluate("history.length") <= before + 1
    assert page.locator(".bg-holding__cover").count() == 0
    context.close()


def test_an_address_that_changes_to_a_cell_opens_it(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.evaluate("location.hash = 'eu-e3--point-05'")
    panel = page.get_by_role("dialog", name="EU and E3 on 5. Security guarantees for Ukraine")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_asking_for_some_rows_takes_the_focus_along(reader: Reader) -> None:
    page = reader.open(MATRIX)
    page.get_by_role("button", name="Show only these: opposed").press("Enter")
    expect(page.locator(".bg-ways summary")).to_be_focused()
    expect(page.locator(".bg-ways summary")).to_be_in_viewport()
