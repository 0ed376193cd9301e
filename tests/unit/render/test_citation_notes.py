"""Citation numbers ascend on each page and link to an entry and back."""

from __future__ import annotations

import html
import re
from functools import cache

import pytest
from markupsafe import Markup

from briefgen import config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model.kinds._base import Citation
from briefgen.render.page_helpers import PageHelpers
from briefgen.render.templates import RenderedPage, render
from briefgen.site.shared import Site, SourceUse
from briefgen.text.citation_marks import CitationNumbers
from tests.conftest import ROOT

MARK = re.compile(r'<a href="#source-(\d+)"(?: id="cite-(\d+)")?[^>]*>')
ENTRY = re.compile(r'<li id="source-(\d+)" value="(\d+)">(<a class="bg-back" href="#cite-(\d+)")?')


@cache
def pages() -> tuple[RenderedPage, ...]:
    settings, _ = config.read(ROOT)
    corpus, _ = link(load(ROOT, settings.content, Cache()))
    rendered, problems = render(corpus, settings)
    assert problems == ()
    return rendered.pages


@pytest.fixture
def here() -> PageHelpers:
    settings, _ = config.read(ROOT)
    corpus, _ = link(load(ROOT, settings.content, Cache()))
    return PageHelpers(Site(corpus, settings), "events/x/", ["hvylya-putin-us-plan", "politora-bishkek"])


def test_numbers_ascend_and_link_to_an_entry_and_back() -> None:
    marked = 0
    for page in pages():
        marks = MARK.findall(page.markdown)
        firsts = list(dict.fromkeys(int(number) for number, _ in marks))
        assert firsts == list(range(1, len(firsts) + 1)), page.uri
        anchors = [int(anchor) for _, anchor in marks if anchor]
        assert anchors == firsts, page.uri
        entries = ENTRY.findall(page.markdown)
        numbers = [int(number) for number, *_ in entries]
        assert numbers == list(range(1, len(numbers) + 1)), page.uri
        assert set(firsts) <= set(numbers), page.uri
        assert [int(back) for *_, back in entries if back] == firsts, page.uri
        marked += len(marks)
    assert marked > 1000


def test_no_page_lists_a_source_or_note_twice() -> None:
    for page in pages():
        listed = re.findall(
            r'<li id="source-\d+"[^>]*>(?:<a class="bg-back"[^>]*>↑</a> )?<span class="bg-source"><a href="([^"]+)"',
            page.markdown,
        )
        assert len(listed) == len(set(listed)), page.uri
        for entry in re.findall(r'<li id="source-\d+".*?(?=<li id="source-|</ol>)', page.markdown, re.DOTALL):
            notes = re.findall(r"^<li>(.*)</li>$", entry, re.MULTILINE)
            assert len(notes) == len(set(notes)), (page.uri, notes)


def test_every_entry_without_a_mark_is_cited_by_the_brief_itself() -> None:
    """Only a source in the brief's own `cite` may be listed without a mark."""
    unmarked = [page.uri for page in pages() for _, _, back, _ in ENTRY.findall(page.markdown) if not back]
    assert unmarked == []


def test_one_group_of_marks_names_a_source_once(here: PageHelpers) -> None:
    seed, other = "hvylya-putin-us-plan", "politora-bishkek"
    shown = here.cite(
        [
            Citation(source=seed, locator="sent. 1"),
            Citation(source=other),
            Citation(source=seed, locator="sent. 4"),
            Citation(source=seed, locator="sent. 1"),
        ]
    )
    assert re.sub("<[^>]+>", "", shown) == "[1, sent. 1, sent. 4][2]"
    assert shown.count("<a ") == 2
    assert 'aria-label="source 1, sent. 1, sent. 4: Putin&#39;s remarks' in shown


def test_source_outside_the_list_gets_no_mark(here: PageHelpers) -> None:
    assert here.cite([Citation(source="nobody")]) == ""
    assert here.listed([]) == []


def test_numbers_follow_first_marks_then_unmarked_sources(here: PageHelpers) -> None:
    corpus = here._site.corpus
    uses = [SourceUse(corpus.briefs[id], ()) for id in ("hvylya-putin-us-plan", "politora-bishkek")]  # type: ignore[arg-type]
    here.cite([Citation(source="politora-bishkek")])
    assert [(n, m, use.source.id) for n, m, use in here.listed(uses)] == [
        (1, True, "politora-bishkek"),
        (2, False, "hvylya-putin-us-plan"),
    ]


def test_only_the_first_mark_has_the_anchor() -> None:
    marks = CitationNumbers(["a", "b"])
    assert (marks["b"], marks["a"], marks["b"]) == (1, 2, 1)
    text = '<a href="#source-1">x</a><a href="#source-1">x</a><a href="#source-2">y</a>'
    found = marks.anchored(text)
    assert re.findall('id="cite-[0-9]"', found) == ['id="cite-1"', 'id="cite-2"']
    assert marks.anchored(found) == found
    with pytest.raises(KeyError):
        marks["c"]


def test_titles_of_marks_are_escaped(here: PageHelpers) -> None:
    shown = here.cite([Citation(source="politora-bishkek", locator='"><script>')])
    assert "<script>" not in shown
    assert isinstance(shown, Markup)
    assert html.unescape(shown).count("<script>") == 3
