"""Hostile text in any field never executes, contacts a host or navigates away.

On plain pages it does, and the harness detects it.

`make test` tries one text of each class, `make test-all` a sample of the published ones too, `make vectors` all.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import msgspec
import pytest
from playwright.async_api import Page

from tests.browser.install import find
from tests.build.test_mkdocs import serve
from tests.conftest import FULL, ROOT, write
from tests.vectors import fields, project, trials
from tests.vectors.chromium import Known, Way, known_of, read
from tests.vectors.own import own
from tests.vectors.published import Vector, published
from tests.vectors.run import RECORD, ungrouped

pytestmark = pytest.mark.browser
SAMPLE = (*own(), *published()[::100])
# one text of each way to attack a plain page
RAN = {
    "script", "image", "details", "svg link", "annotation", "noscript", "focus", "frame of text", "form", "popover", "javascript link",
    "javascript link in disguise", "javascript reference", "link with attributes", "attributes of a block", "attributes of a heading",
    "html block", "table", "front matter",
}  # fmt: skip
ASKED = ("remote image", "style", "stylesheet", "image in Markdown")
CLASSES = tuple(vector for vector in own() if vector.name in RAN | {*ASKED, "refresh", "clobbering"})
"""One text of each class of effects on a plain page."""
ROUNDS = 2
MANY_ROUNDS = 7


@pytest.fixture(scope="session", autouse=True)
def chromium() -> None:
    """Skip without Chromium, but never under CI."""
    if find() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: the hostile texts must be tried under CI")
        pytest.skip("no Chromium: install it to try the hostile texts")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="session")
def recorded() -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = msgspec.json.decode(RECORD.read_bytes())
    return found


@pytest.fixture(scope="session")
def before(folder: Path) -> dict[str, set[str]]:
    return trials.before(folder / "before", CLASSES)


@pytest.fixture(scope="session")
def known(folder: Path) -> Known:
    return trials.control(folder)


@pytest.fixture(scope="session")
def result(folder: Path, known: Known) -> trials.Result:
    assert known.scripts
    return trials.own(folder, own(), rounds=ROUNDS, every=8)


def test_harness_detects_execution_on_plain_pages(before: dict[str, set[str]]) -> None:
    assert {name for name in RAN if "ran" not in before[name]} == set()


def test_harness_detects_requests_and_navigation(before: dict[str, set[str]]) -> None:
    for name in ASKED:
        assert "asked" in before[name], name
    assert "left" in before["refresh"]
    assert "stands" in before["clobbering"]


@pytest.mark.full
def test_recorded_payloads_execute_on_plain_pages(
    folder: Path, recorded: dict[str, dict[str, dict[str, object]]]
) -> None:
    before = trials.before(folder / "before-all", SAMPLE)
    for name in ("published", "own"):
        which = recorded["before"][name]["which"]
        assert isinstance(which, dict)
        ran = ungrouped(which)
        assert len(ran) == recorded["before"][name]["ran"]
        assert {vector.name for vector in SAMPLE if vector.name in ran and "ran" not in before[vector.name]} == set()


def test_record_covers_the_current_texts(recorded: dict[str, dict[str, dict[str, object]]]) -> None:
    for when in ("before", "after"):
        assert recorded[when]["published"]["texts"] == len(published())
        assert recorded[when]["own"]["texts"] == len(own())
    assert all(part["wrong"] == 0 for part in recorded["after"].values())


def test_security_document_quotes_the_record(recorded: dict[str, dict[str, dict[str, object]]]) -> None:
    text = (ROOT / "docs/security.md").read_text("utf-8")
    before, after = recorded["before"], recorded["after"]
    published_row, own_row = re.findall(r"^\| ([\d,]+ (?:published|texts of our own).*) \|$", text, re.MULTILINE)
    assert published_row.startswith(f"{before['published']['texts']:,} published ")
    assert published_row.endswith(f" | {before['published']['ran']:,} execute | none execute")
    assert own_row.startswith(f"{after['own']['texts']} texts of our own, in {after['own']['places']:,} places: ")
    assert own_row.endswith(f" | {before['own']['ran']} execute | none execute")


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.full)])
def test_prose_and_plain_text_execute_nothing(tmp_path: Path, every: int) -> None:
    found = trials.islands(tmp_path, [*published()[::every], *own()])
    assert found.wrong == {}
    assert found.pages > 80 // every


def test_own_texts_execute_nothing_in_any_field(result: trials.Result) -> None:
    assert result.wrong == {}
    assert result.texts == len(own())
    assert result.places > 200
    assert result.pages > 40


@pytest.mark.full
def test_own_texts_execute_nothing_in_many_rounds(tmp_path: Path) -> None:
    found = trials.own(tmp_path, own(), rounds=MANY_ROUNDS, every=4)
    assert found.wrong == {}
    assert found.texts == len(own())
    assert found.places > 800
    assert found.pages > 100


def test_every_text_field_gets_every_text(tmp_path: Path) -> None:
    places = project.write_own(tmp_path, own(), rounds=len(own()))
    tried = {(planted.kind, planted.path, planted.vector.name) for planted in places.values()}
    # `briefing.yaml` is one file: these fields get all texts at once, or one on each line
    alone = {leaf.path for leaf in fields.FREE if leaf.kind == "briefing" and leaf.path[0] != "themes"}
    missing = [
        (leaf.kind, leaf.path, vector.name)
        for leaf in fields.FREE
        if not (leaf.kind == "briefing" and leaf.path in alone)
        for vector in own()
        if (leaf.kind, leaf.path, vector.name) not in tried
    ]
    assert missing == []
    assert {path[0] for path in alone} <= {path[0] for kind, path, _ in tried if kind == "briefing"}
    assert len(tried) > 6_000


@pytest.mark.parametrize("number", range(0, 75, 15))
def test_fields_without_text_reject_hostile_text(tmp_path: Path, number: int) -> None:
    # invisible characters reject the whole file, which then has no other diagnostic
    texts = [vector for vector in own() if vector.text.replace("\n", "").isprintable()]
    assert len(texts) == 75
    places = project.write_bound(tmp_path, texts, number)
    wrong = project.errors(tmp_path)
    taken = {
        (planted.kind, planted.path, planted.vector.name) for place, planted in places.items() if place not in wrong
    }
    assert taken == set()
    assert {(p.kind, p.path) for p in places.values()} >= {
        (leaf.kind, leaf.path) for leaf in fields.BOUND if "a key" not in leaf.path and leaf.path != ("cite", "source")
    }


@pytest.mark.full
def test_published_texts_execute_nothing_in_a_briefing(folder: Path) -> None:
    found = trials.published(folder, published()[::50], every=4)
    assert found.wrong == {}
    assert found.places > 400


def test_search_previews_and_notes_escape_hostile_text(folder: Path, result: trials.Result, known: Known) -> None:
    assert result.pages

    async def acts(page: Page) -> None:
        await page.evaluate("scrollTo(0, 0)")
        for link in (await page.locator("a[data-bg-preview]").all())[:4]:
            if await link.is_visible():
                await link.hover(timeout=5000)
                await page.wait_for_timeout(450)
        await page.locator(".bg-find").first.click()
        for words in ("onerror", "script alert", '"><img src=x onerror=alert(1)>'):
            await page.locator("#bg-search-box, #bg-search-page").first.fill(words)
            await page.wait_for_timeout(900)

    seen = []

    async def acts_and_sees(page: Page) -> None:
        await acts(page)
        seen.append(await page.locator(".bg-search__found a").count())

    pages = ["events/vec-event-00/", "search/"]
    found = trials.happening(folder / "own/site", pages, Way(known=known, most=1, acts=acts_and_sees))
    assert trials.wrong(found) == {}
    assert len(seen) == len(pages)
    assert any(seen)


def test_sealed_site_of_hostile_briefs_keeps_its_policy(folder: Path, result: trials.Result, known: Known) -> None:
    assert result.pages
    pages = ["", "events/vec-event-00/", "plans/vec-plan-00/compare/", "search/", "network/"]
    found = trials.happening(folder / "own/site", pages, Way(known=known, most=1), is_sealed=True)
    assert trials.wrong(found) == {}


@pytest.mark.full
def test_zensical_build_of_hostile_briefs_is_safe(tmp_path: Path) -> None:
    places = project.write_own(tmp_path / "own", own(), rounds=2)
    refused = project.refuse(tmp_path / "own", places)
    site = trials.zensical(tmp_path / "own", tmp_path / "tree")
    plain = trials.zensical(project.write_control(tmp_path / "control"), tmp_path / "plain")
    found = trials.tried(site, known_of(plain), places, refused, every=10)
    assert found.wrong == {}
    assert found.pages > 40


def test_error_overlay_escapes_hostile_text(full: Path) -> None:
    hostile = "<img src=x onerror=alert(1)></section><script>alert(2)</script>"
    write(full, {"content/points/point-tolls.yaml": f"title: Tolls\nplan: '{hostile}'\n'{hostile}': x\n"})
    with serve(full) as site:
        shown = site.wait_for("briefgen-report")
        assert "&lt;img src=x onerror=alert(1)&gt;" in shown
        found = read(site.address, [""], Way(most=1))
    assert [one for one in found[""] if one.what in ("ran", "dialog", "asked", "left")] == []


@pytest.mark.parametrize("texts", [CLASSES, pytest.param(SAMPLE, marks=pytest.mark.full)], ids=["classes", "sample"])
def test_handwritten_pages_execute_nothing(tmp_path: Path, texts: tuple[Vector, ...]) -> None:
    found = trials.before(tmp_path, texts, held=True)
    assert {name: what for name, what in found.items() if what - {"error"}} == {}
    assert found.keys() == {vector.name for vector in texts}


def test_golden_briefing_matches_its_control(known: Known) -> None:
    # otherwise hostile content on every page would count as known content
    assert all("alert" not in script for script in known.scripts)
    assert "alert(" not in "".join(file.read_text("utf-8") for file in sorted((FULL / "content").rglob("*.yaml")))
