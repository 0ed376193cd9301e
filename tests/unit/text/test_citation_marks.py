"""Citation marks: one group per place, the same in prose and fields, and the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.config import Config
from briefgen.model.kinds._base import Citation
from briefgen.render.templates import render
from briefgen.site.shared import Site
from briefgen.site.sources import uses_of
from briefgen.text import citation_marks
from briefgen.text.citation_marks import CitationNumbers
from briefgen.text.prose import Prose, RenderContext, Target
from tests.support.small import linked

PROSE = Prose({id: Target(f"sources/{id}/", f"The {id}") for id in ("wire", "copy")}, {})


def _shown(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", html).split())


def _prose(text: str) -> str:
    return str(PROSE.html(text, RenderContext(link=str, numbers=CitationNumbers(["wire", "copy"]))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("So [@wire, sent. 4][@wire, sent. 4].", "So [1, sent. 4]."),
        ("So [@wire, sent. 1] [@wire, sent. 4].", "So [1, sent. 1, sent. 4]."),
        ("So [@wire] [@copy, p. 2] [@wire, p. 9].", "So [1, p. 9][2, p. 2]."),
        ("So *it* is [@wire]\n[@copy].", "So it is [1][2]."),
        ("So [@unknown] [@copy].", "So [1]."),
        ("So [@copy] [@unknown].", "So [1]."),
        ("So [@copy], and [@copy].", "So [1], and [1]."),
        ("[@wire] [@copy]", "[1][2]"),
    ],
)
def test_adjacent_citations_in_prose_are_one_group(text: str, shown: str) -> None:
    html = _prose(text)
    assert _shown(html) == shown
    assert html.count("<sup") == (2 if ", and" in text else 1)
    assert _shown(PROSE.inline(text, RenderContext(link=str, numbers=CitationNumbers(["wire", "copy"])))) == shown


@given(
    st.lists(st.tuples(st.sampled_from(["wire", "copy", "unknown"]), st.sampled_from(["", "p. 1", "p. 2"])), max_size=6)
)
def test_prose_and_fields_make_the_same_group(cited: list[tuple[str, str]]) -> None:
    """Adjacent citations in prose look like the same citations in a field."""
    text = " ".join(f"[@{id}, {locator}]" if locator else f"[@{id}]" for id, locator in cited)
    numbers = CitationNumbers(["wire", "copy"])
    group = citation_marks.group(cited, numbers, lambda id: None if id == "unknown" else f"The {id}")
    assert _prose(text).replace("<p>", "").replace("</p>", "").strip() == group


def test_a_mark_has_an_accessible_name_with_locator_and_title() -> None:
    group = citation_marks.group([("wire", "sent. 4")], CitationNumbers(["wire"]), lambda _: "A report")
    assert 'aria-label="source 1, sent. 4: A report"' in group
    assert _shown(group) == "[1, sent. 4]"


def test_the_list_has_each_locator_once_in_document_order(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {"content/sources/wire.yaml": "title: A report\nformerly: [old-wire]\n"})
    site = Site(corpus, Config(project=tmp_path))
    quote = Citation(source="wire", locator="sent. 10", quote="We met.")
    (use,) = uses_of(
        site,
        [
            Citation(source="wire", locator="sent. 12"),
            quote,
            Citation(source="old-wire", locator="sent. 10"),
            Citation(source="wire", locator="sent. 9", note="A slip."),
            Citation(source="old-wire", locator="sent. 4", note="A slip."),
            Citation(source="wire", locator="sent. 2"),
            Citation(source="wire", locator="sent. 12"),
            Citation(source="wire"),
            quote,
            Citation(source="unknown", locator="p. 1"),
        ],
    )
    assert use.source.id == "wire"
    assert use.locators == ("sent. 2", "sent. 12")
    assert [c.locator for c in use.citations] == ["sent. 4; sent. 9", "sent. 10"]


def test_a_page_shows_grouped_marks_and_sorted_locators(tmp_path: Path) -> None:
    cite = "[{source: wire, locator: sent. 3}, {source: wire, locator: sent. 1}, {source: wire, locator: sent. 3, quote: We met.}]"
    event = f"title: Talks\ndate: 2025-11-27\nsummary: Two sides met [@wire, sent. 7] [@wire].\ncite: {cite}\n"
    corpus, _ = linked(tmp_path, {"content/events/2025-11-27-talks.yaml": event})
    rendered, problems = render(corpus, Config(project=tmp_path))
    assert problems == ()
    (page,) = [p.markdown for p in rendered.pages if p.uri == "events/2025-11-27-talks/index.md"]
    assert "[1, sent. 7]" in _shown(page)
    assert "[1, sent. 3, sent. 1]" in _shown(page)
    entry = page.partition('<ol class="bg-sources">')[2].partition("</ol>")[0]
    assert [_shown(item) for item in re.findall("<li>(.*)</li>", entry)] == [
        "sent. 1; sent. 7",
        "sent. 3 We met. not machine-checked",
    ]
