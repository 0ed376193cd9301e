"""Source page: citations in document order, and the shares found and carried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.model.kinds.source import Source
from briefgen.provenance.coverage import MOST_REFS
from briefgen.render.templates import RenderedPage
from briefgen.site.shared import Site
from briefgen.site.source_page import SourceReport, source_report
from tests.conftest import ROOT, write
from tests.support.small import CLEAN, project

TEXT = 'The host spoke at noon. "The talks will go on," he said.\n\nNobody left the table. It was late.\n\nThey ate. All slept.\n'
EVENT = CLEAN["content/events/2025-11-27-talks.yaml"]
FILES = {
    **CLEAN,
    "mkdocs.yml": "site_name: x\nplugins: [briefgen]\n",
    "seeds/texts/wire.txt": TEXT,
    "content/sources/relay.yaml": (
        "title: A relay\npublisher: Another\nurl: https://example.net/r\narchive_url: https://example.org/archived\n"
        "published: 2025-11-30\nreliability: D\nreliability_note: Never saw it.\nrelays: [wire]\n"
    ),
    "content/events/2025-11-27-talks.yaml": EVENT
    + "body: All slept [@wire, sent. 6].\nstatements:\n"
    + "  - {id: late, speaker: ministry, paraphrase: Late., cite: [{source: wire, locator: para. 2}]}\n"
    + "  - {id: going-on, speaker: ministry, quote: The talks will go on, cite: [wire]}\n"
    + "  - {id: by-relay, speaker: ministry, quote: They will never end at all, cite: [relay, wire]}\n",
}


def built(folder: Path) -> tuple[Site, dict[str, RenderedPage]]:
    settings, _ = config.read(folder)
    build = build_project(settings, Cache())
    assert build.rendered is not None, build.diagnostics
    return Site(build.corpus, settings), {page.uri: page for page in build.rendered.pages}


def read(site: Site, id: str) -> SourceReport:
    source = site.corpus.find(id, Source)
    assert source is not None
    return source_report(site, source)


@pytest.fixture
def small(tmp_path: Path) -> tuple[Site, dict[str, RenderedPage]]:
    return built(project(tmp_path, FILES))


def test_citations_are_in_the_order_of_the_document(small: tuple[Site, dict[str, RenderedPage]]) -> None:
    found = read(small[0], "wire")
    talks = "2025-11-27-talks"
    placed = [use.ref for use in found.citing if use.ref.startswith(f"{talks}") and use.ref != f"{talks}#by-relay"]
    # sentence 2 by its quotation, paragraph 2 by its locator, sentence 6 by a citation in prose
    assert placed == [f"{talks}#going-on", f"{talks}#late", talks]
    assert len(found.citing) == len({use.ref for use in found.citing})


def test_the_shares_count_only_this_source(small: tuple[Site, dict[str, RenderedPage]]) -> None:
    found = read(small[0], "wire")
    assert [q.ref for q in found.found] == ["2025-11-27-talks#going-on"]
    assert [(q.ref, q.status) for q in found.not_found] == [("2025-11-27-talks#by-relay", "not-checked")]
    assert (found.carried, len(found.sentences)) == (4, 6)


def test_the_page_states_the_shares_in_words(small: tuple[Site, dict[str, RenderedPage]]) -> None:
    page = small[1]["sources/wire/index.md"].markdown
    assert "<strong>1 of 2</strong> found word for word in this document by an automatic check." in page
    assert "<strong>4 of 6</strong> sentences of this source are used" in page
    assert "not in this document, and another source could not be checked" in page
    assert "word for word in the source, paragraph 1, sentence 2" in page
    assert '<a href="#relayed">1 source</a>, not counted separately' in page
    assert "No archived copy" in page
    relay = small[1]["sources/relay/index.md"].markdown
    assert "It republishes these" in relay
    assert '<span class="bg-label">archived copy</span> <a class="bg-out" href="https://example.org/archived"' in relay
    assert "Quotations could not be checked" in relay


def test_the_page_does_not_copy_the_document(small: tuple[Site, dict[str, RenderedPage]]) -> None:
    page = small[1]["sources/wire/index.md"].markdown
    for sentence in ("Nobody left the table", "The host spoke at noon", "It was late"):
        assert sentence not in page


def test_without_a_record_citations_are_sorted_by_locator(tmp_path: Path) -> None:
    event = EVENT + "body: Twelve [@wire, p. 12]. Two [@wire, p. 2].\n"
    draft = CLEAN["content/events/2025-11-20-draft.yaml"].replace(
        "cite: [wire]}", "cite: [{source: wire, locator: p. 3}]}"
    )
    files = {**FILES, "content/events/2025-11-27-talks.yaml": event, "content/events/2025-11-20-draft.yaml": draft}
    del files["seeds/texts/wire.txt"]
    site, pages = built(project(tmp_path, files))
    shown = [use.locators for use in read(site, "wire").citing if use.locators]
    assert shown == [("p. 2", "p. 12"), ("p. 3",)]
    assert "Checked against the document" not in pages["sources/wire/index.md"].markdown


def test_the_seed_document_is_fully_carried_and_found() -> None:
    _, pages = built(ROOT)
    page = pages["sources/hvylya-putin-us-plan/index.md"].markdown
    assert "<strong>14 of 14</strong> found word for word in this document" in page
    assert "<strong>24 of 24</strong> sentences of this source are used" in page
    at = [int(n) for n in re.findall(r'bg-citings__at">sent\. (\d+)', page)]
    assert at == sorted(at)
    assert len(at) > 25


def test_as_of_a_day_the_record_is_not_dated(tmp_path: Path) -> None:
    write(project(tmp_path, FILES), {"mkdocs.yml": "site_name: x\nplugins:\n  - briefgen: {as_of: 2025-11-30}\n"})
    _, pages = built(tmp_path)
    assert "received" not in pages["sources/wire/index.md"].markdown


def test_a_sentence_with_many_references_counts_the_rest(tmp_path: Path) -> None:
    statements = "".join(
        f"  - {{id: s-{n}, speaker: ministry, paraphrase: Late., cite: [{{source: wire, locator: sent. 4}}]}}\n"
        for n in range(MOST_REFS + 7)
    )
    files = {**FILES, "content/events/2025-11-27-talks.yaml": f"{EVENT}statements:\n{statements}"}
    _, pages = built(project(tmp_path, files))
    assert " and 7 more</li>" in pages["sources/wire/index.md"].markdown
