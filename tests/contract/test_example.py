"""The example project: no findings, every field, isolated right-to-left text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml

from tests.conftest import run
from tests.support.projects import EXAMPLE
from tests.support.sites import built_site

FIELDS = (
    "actors.aliases.lang=ar",
    "actors.aliases.lang=he",
    "actors.members.actor",
    "actors.members.from",
    "actors.part_of",
    "actors.roles.to",
    "briefing.highlights.actors",
    "briefing.highlights.disputes",
    "briefing.highlights.events",
    "briefing.highlights.points",
    "disputes.accounts.held_by",
    "disputes.resolution",
    "events.figures.by",
    "events.kind=signing",
    "events.kind=vote",
    "events.part_of",
    "events.statements.condition",
    "events.statements.disputes",
    "events.statements.figures",
    "events.statements.on_behalf_of",
    "events.statements.original.lang=ar",
    "events.statements.original.lang=he",
    "events.statements.reported_by",
    "events.statements.responds_to",
    "events.statements.speakers",
    "plans.components",
    "plans.versions.branch_of",
    "plans.versions.coverage=full",
    "plans.versions.coverage=partial",
    "plans.versions.documents.cite",
    "plans.versions.language",
    "plans.versions.proposed_by",
    "plans.versions.status",
    "points.parts.text",
    "points.versions.change=merged",
    "points.versions.change=moved",
    "points.versions.change=split",
    "points.versions.figures",
    "points.versions.from",
    "points.versions.into",
    "points.versions.to",
    "points.versions.wording=verbatim",
)
"""The fields and values that the example shows, as paths below a kind of brief."""

_LEFTWARD = re.compile("[\u0590-\u08ff]")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"))
_WHOLE_PAGE = frozenset(("html", "body"))
_ALONE = frozenset(("title", "script", "h1", "h2", "pre"))
_ALONE_CLASSES = frozenset(("md-ellipsis", "bg-citing__plain"))
"""Elements that hold nothing beside the name, or text to copy."""


@cache
def _briefs() -> dict[str, dict[str, Any]]:
    """Return the briefs by path below `content/`, with texts for all values."""
    folder = EXAMPLE / "content"
    return {
        path.relative_to(folder).as_posix(): yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # builds text only
        for path in sorted(folder.rglob("*.yaml"))
    }


def _paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, path)
    else:
        yield from (path, f"{path}={value}")
        while "." in path:
            path = path.rpartition(".")[0]
            yield path


@cache
def _used() -> frozenset[str]:
    return frozenset(path for name, brief in _briefs().items() for path in _paths(brief, re.split("[/.]", name)[0]))


@pytest.mark.parametrize("field", FIELDS)
def test_example_shows_the_field(field: str) -> None:
    assert field in _used()


def test_example_has_25_briefs_and_3_versions() -> None:
    assert len(_briefs()) > 25
    (plan,) = (brief for name, brief in _briefs().items() if name.startswith("plans/"))
    assert len(plan["versions"]) >= 3
    assert len(plan["versions"][-1]["documents"]) >= 2


def test_every_brief_of_the_example_cites_a_source() -> None:
    without = [
        name for name, brief in _briefs().items() if "/" in name and "sources/" not in name and not brief.get("cite")
    ]
    assert without == []


def test_every_source_of_the_example_says_why_its_grade() -> None:
    sources = {name: brief for name, brief in _briefs().items() if name.startswith("sources/")}
    assert [name for name, brief in sources.items() if not brief.get("reliability_note")] == []


def test_example_has_no_findings_and_is_formatted() -> None:
    check = run("briefgen", "check", "--project", str(EXAMPLE), "--fail-on", "note")
    assert (check.returncode, check.stdout) == (0, "no problems found\n"), check.stdout
    fmt = run("briefgen", "fmt", "--check", "--project", str(EXAMPLE))
    assert fmt.returncode == 0, fmt.stdout


class _Leftward(HTMLParser):
    """Collects right-to-left texts of a page, and those that no element isolates."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found = 0
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            values = dict(attrs)
            has_direction = "dir" in values and tag not in _WHOLE_PAGE
            is_alone = tag in _ALONE or values.get("class") in _ALONE_CLASSES
            self.open.append((tag, has_direction or is_alone or tag == "bdi"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if _LEFTWARD.search(data):
            self.found += 1
            if not any(isolates for _, isolates in self.open):
                self.loose.append(data.strip())


def test_right_to_left_names_are_isolated_on_pages() -> None:
    site = built_site("example")
    found, loose = 0, {}
    for kind in ("actors", "events", "points", "disputes", "sources", "statements"):
        for page in sorted((site / kind).rglob("*.html")):
            text = page.read_text("utf-8")
            if _LEFTWARD.search(text):
                parser = _Leftward()
                parser.feed(text)
                found += parser.found
                if parser.loose:
                    loose[page.relative_to(site).as_posix()] = parser.loose
    assert loose == {}
    assert found > 50
