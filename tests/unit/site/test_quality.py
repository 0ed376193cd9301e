"""Quality page: every number is the length of the list behind it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.build import check_project
from briefgen.config import Config, read
from briefgen.corpus.cache import Cache
from briefgen.render.templates import render
from briefgen.site.quality import by_grade, by_origins, findings, quotations, recorded
from briefgen.site.shared import Site
from briefgen.site.statistics import statistics
from tests.conftest import ROOT, run
from tests.contract.test_flagship import corpus as flagship
from tests.support.small import linked

EVENT = (
    "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire, copy]\nstatements:\n"
    "  - {id: a, speaker: ministry, quote: We met., cite: [wire, copy]}\n"
    "  - {id: b, speaker: ministry, quote: We did not., cite: [other], disputes: ['2025-11-27-talks#a']}\n"
    "  - {id: c, speaker: ministry, paraphrase: They met., cite: [other, wire]}\n"
)
FILES = {
    "content/sources/wire.yaml": "title: A report\nreliability: B\n",
    "content/sources/copy.yaml": "title: A copy\nreliability: D\nrelays: [wire]\n",
    "content/sources/other.yaml": "title: Another\n",
    "content/events/2025-11-27-talks.yaml": EVENT,
    "content/disputes/did-they-meet.yaml": (
        "title: Did they meet?\nsummary: S.\nabout: [2025-11-27-talks]\naccounts:\n"
        "  - {claim: Yes., held_by: [ministry], cite: [wire]}\n  - {claim: No., held_by: [other]}\n"
    ),
}


class _Lists(HTMLParser):
    """Parse each counted `<details>`: its number, its items and their links."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, str] = {}
        self.items: dict[str, list[str]] = {}
        self.more: dict[str, str] = {}
        self._id = ""
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._tag = tag
        if tag == "details" and "bg-finding" in (found.get("class") or ""):
            self._id = found["id"] or ""
            assert self._id not in self.items
            self.items[self._id] = []
        elif tag == "li" and self._id:
            self.items[self._id].append("")
        elif tag == "a" and self._id and (found["href"] or "").startswith("../quality/"):
            self.more[self._id] = found["href"] or ""
        elif tag == "a" and self._id and self.items[self._id]:
            self.items[self._id][-1] = self.items[self._id][-1] or found["href"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""
        if tag == "details":
            self._id = ""

    def handle_data(self, data: str) -> None:
        if self._tag == "strong" and self._id:
            self.numbers[self._id] = data


def _page(site: Site) -> _Lists:
    rendered, problems = render(site.corpus, Config(project=Path()))
    assert problems == ()
    lists = _Lists()
    lists.feed(next(page.markdown for page in rendered.pages if page.uri == "quality/index.md"))
    return lists


@pytest.fixture
def small(tmp_path: Path) -> Site:
    return Site(linked(tmp_path, FILES)[0], Config(project=tmp_path))


@pytest.mark.parametrize("which", ["small", "flagship"])
def test_every_number_is_the_length_of_its_linked_list(which: str, small: Site) -> None:
    site = small if which == "small" else Site(flagship(), Config(project=Path()))
    lists = _page(site)
    every = [*findings(site), *quotations(site), *by_origins(site), recorded(site)]
    assert set(lists.items) == {*(f"finding-{f.name}" for f in every), *(f.name for f in by_grade(site))}
    for id, items in lists.items.items():
        most = 50 if id == "finding-single-and-weak" else 10
        count = int(lists.numbers[id])
        # a longer list ends with a link to the pages that have all of it
        assert len(items) == min(count, most), id
        assert (id in lists.more) == (count > most), id
        assert all(re.fullmatch(r"(\.\./)*\S+/(#\S+)?", href) for href in items), id


def test_the_parts_add_up_to_the_total(small: Site) -> None:
    for group in (list(quotations(small)), list(by_origins(small)), list(by_grade(small))):
        assert sum(len(f.rows) for f in group) == group[0].total > 0
        assert len({f.total for f in group}) == 1


def test_the_numbers_equal_those_of_the_statistics(small: Site) -> None:
    found = statistics(small, small.corpus)
    lists = _page(small)
    for name, share in found.careful.items():
        assert lists.numbers[f"finding-{name}"] == str(share.count)
    for status, count in found.evidence.quotations.items():
        assert lists.numbers[f"finding-quotations-{status}"] == str(count)
    for origins, count in found.evidence.statements_by_origins.items():
        assert lists.numbers[f"finding-origins-{origins}"] == str(count)
    for grade, count in found.evidence.sources_by_grade.items():
        assert lists.numbers[f"grade-{grade}"] == str(count)


def test_the_measures_list_the_counted_items(small: Site) -> None:
    found = {finding.name: finding for finding in findings(small)}
    assert found["single-origin-events"].refs == ("2025-11-27-talks",)
    assert found["single-origin-statements"].refs == tuple(f"2025-11-27-talks#{id}" for id in "abc")
    assert found["single-origin-statements"].rows[0].note == "“We met.”: goes back to A report"
    assert found["contested-statements"].refs == ("2025-11-27-talks#a", "2025-11-27-talks#b")
    assert found["contested-briefs"].refs == ("2025-11-27-talks",)
    assert found["weak-statements"].rows[0].note.endswith("no source is graded")
    assert (len(found["open-disputes"].rows), found["open-disputes"].total) == (1, 1)


def test_quotations_without_a_record_are_not_checked(small: Site) -> None:
    unchecked = next(f for f in findings(small) if f.name == "unchecked-quotations")
    assert (unchecked.refs, unchecked.total) == (("2025-11-27-talks#a", "2025-11-27-talks#b"), 2)


def test_long_lists_are_complete_on_further_pages(tmp_path: Path) -> None:
    many = "".join(f"  - {{id: s{n}, speaker: ministry, paraphrase: P., cite: [other]}}\n" for n in range(450))
    event = f"title: Long\ndate: 2025-11-28\nsummary: S.\ncite: [wire]\nstatements:\n{many}"
    corpus, _ = linked(tmp_path, {**FILES, "content/events/2025-11-28-long.yaml": event})
    rendered, _ = render(corpus, Config(project=tmp_path))
    folder = "quality/single-origin-statements"
    parts = [page.markdown for page in rendered.pages if page.uri.startswith(f"{folder}/")]
    assert len(parts) == 4
    assert sum(len(re.findall(r'<li><a href="[./]+/events/', part)) for part in parts) == 453
    assert "../events/2025-11-28-long/page/12/#s449" in parts[-1]
    lists = _page(Site(corpus, Config(project=tmp_path)))
    assert lists.more["finding-single-origin-statements"] == f"../{folder}/"


def test_page_stays_small_with_long_titles_and_long_lists(tmp_path: Path) -> None:
    title = "A very long title of an event, " * 9
    files = {
        f"content/events/2025-11-{day:02}-e{number}.yaml": f"title: '{title}{number}'\ndate: 2025-11-{day:02}\nsummary: S.\n"
        "cite: [other]\nstatements:\n"
        + "".join(f"  - {{id: s{n}, speaker: ministry, paraphrase: {'P ' * 50}., cite: [other]}}\n" for n in range(20))
        for day in range(1, 7)
        for number in range(3)
    }
    rendered, _ = render(linked(tmp_path, {**FILES, **files})[0], Config(project=tmp_path))
    pages = [page.markdown for page in rendered.pages if page.uri.startswith("quality/")]
    assert len(pages) > 5
    assert max(len(page.encode()) for page in pages) < 300_000
    assert max(page.count("<") / 2 for page in pages) < 4_000


def test_command_and_page_count_the_same_quotations() -> None:
    shown = run("briefgen", "stats", "--json", cwd=ROOT)
    assert shown.returncode == 0, shown.stderr
    checked = check_project(read(ROOT)[0], Cache()).corpus
    found = quotations(Site(checked.without_drafts(), Config(project=ROOT)))
    counts = {f.name.removeprefix("quotations-"): len(f.rows) for f in found}
    assert json.loads(shown.stdout)["evidence"]["quotations"] == counts
    assert counts["word-for-word"] > 0
