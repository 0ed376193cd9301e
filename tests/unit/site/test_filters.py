"""Filters of listings: useful facets, each row's values, data files of long lists."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.mkdocs import html_blocks
from briefgen.model.kinds.source import Source
from briefgen.render.templates import Rendered, render
from briefgen.site.filters import Filter, of_sources, of_statements, source_rows, statement_rows
from briefgen.site.pages._base import ROWS
from briefgen.site.shared import Site
from tests.support.small import checked, linked

EVENT = (
    "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\nstatements:\n"
    "  - {id: a, speaker: ministry, quote: 'We met <in> \"peace\" & quiet, all of us', about: [point-02, plan], stance: open, cite: [wire, copy]}\n"
    "  - {id: b, speaker: ministry, on_behalf_of: office, paraphrase: They met., date: 2025-12, cite: [copy]}\n"
    "  - {id: c, speaker: office, paraphrase: A long way., about: [point-10], stance: rejects, date: 2025-11-20/.., cite: [loose]}\n"
)
FILES = {
    "content/sources/wire.yaml": (
        "title: A report\ntype: article\npublisher: ministry\nreliability: B\nlanguage: en\npublished: 2025-11-27\n"
    ),
    "content/sources/copy.yaml": (
        "title: 'B <copy> of \"it\"'\npublisher: The Gazette\nreliability: D\nlanguage: uk\nrelays: [wire]\npublished: 2025\n"
    ),
    "content/sources/loose.yaml": "title: Loose\ntype: post\npublished: 201X\n",
    "content/actors/office.yaml": "name: Office\nsummary: An office.\ncite: [wire]\n",
    "content/points/point-01.yaml": None,
    "content/events/2025-11-20-draft.yaml": None,
    "content/points/point-02.yaml": "title: Second\nsummary: A point.\nplan: plan\nnumber: 2\ncite: [wire]\n",
    "content/points/point-10.yaml": "title: A tenth\nsummary: A point.\nplan: plan\nnumber: 10\ncite: [wire]\n",
    "content/events/2025-11-27-talks.yaml": EVENT,
    "seeds/texts/wire.txt": 'We met <in> "peace" & quiet, all of us.\n',
}
REFS = ["2025-11-27-talks#a", "2025-11-27-talks#b", "2025-11-27-talks#c"]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Return a small corpus with its records."""
    return checked(tmp_path, FILES).corpus


def _site(corpus: Corpus) -> Site:
    return Site(corpus, Config(project=Path()))


def _choices(found: Filter) -> dict[str, list[str]]:
    return {facet.key: [label for _, label in facet.values] for facet in found.facets}


def _of(found: Filter, key: str) -> dict[str, list[str]]:
    """Return the values of one row by facet, decoded as the script does it."""
    cells = found.values[key].partition("~")[0].split(";")
    return {
        facet.key: [facet.values[int(n)][0] for n in cell.split(",") if n]
        for facet, cell in zip(found.facets, cells, strict=True)
    }


def test_statements_have_all_their_facets(corpus: Corpus) -> None:
    site = _site(corpus)
    found = of_statements(site, [corpus.statements[ref] for ref in REFS])
    assert _choices(found) == {
        "speaker": ["Ministry", "Office"],
        "for": ["Office"],
        "about": ["Plan", "2. Second", "10. A tenth"],
        "stance": ["open", "rejects", "no stance"],
        "checked": ["word for word", "no quotation"],
        "grade": ["B, usually reliable", "D, not usually reliable", "not graded"],
        "source": ["A report", 'B <copy> of "it"', "Loose"],
    }
    assert _of(found, REFS[0]) == {
        "speaker": ["ministry"],
        "for": [],
        "about": ["point-02", "plan"],
        "stance": ["open"],
        "checked": ["word-for-word"],
        "grade": ["B"],
        "source": ["wire", "copy"],
    }
    assert _of(found, REFS[1])["for"] == ["office"]
    assert _of(found, REFS[2])["grade"] == ["none"]


def test_a_row_has_the_days_that_its_date_may_mean(corpus: Corpus) -> None:
    found = of_statements(_site(corpus), [corpus.statements[ref] for ref in REFS])
    days = [found.values[ref].partition("~")[2] for ref in REFS]
    assert days == ["2025-11-27", "2025-12-01/2025-12-31", "2025-11-20/"]


def test_sources_have_all_their_facets(corpus: Corpus) -> None:
    site = _site(corpus)
    sources = sorted(corpus.of(Source), key=lambda s: s.id)
    found = of_sources(site, sources)
    assert _choices(found) == {
        "type": ["article", "post", "not noted"],
        "publisher": ["Ministry", "The Gazette"],
        "grade": ["B, usually reliable", "D, not usually reliable", "not graded"],
        "language": ["English", "Ukrainian", "not noted"],
        "published": ["2025, all of it", "November 2025", "year not known"],
        "record": ["with a record", "without one"],
        "origin": ["original", "passed on"],
    }
    assert _of(found, "wire")["published"] == ["2025", "2025-11"]
    assert _of(found, "copy")["published"] == ["2025"]
    assert _of(found, "loose")["published"] == ["none"]
    assert (_of(found, "wire")["record"], _of(found, "copy")["record"]) == (["with"], ["without"])
    assert (_of(found, "wire")["origin"], _of(found, "copy")["origin"]) == (["original"], ["relays"])


def test_a_facet_that_all_rows_share_is_left_out(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {})
    found = of_sources(_site(corpus), list(corpus.of(Source)))
    assert found.facets == ()
    assert found.rows(["wire"]) == "~"


def test_former_ids_are_listed_under_the_current_id(tmp_path: Path) -> None:
    statement = "statements:\n  - {id: a, speaker: old-office, paraphrase: So., about: [old-point], cite: [old-wire]}\n"
    files = {
        "content/actors/office.yaml": "name: Office\nsummary: S.\nformerly: [old-office]\ncite: [wire]\n",
        "content/points/point-01.yaml": (
            "title: First\nsummary: S.\nplan: plan\nnumber: 1\nformerly: [old-point]\ncite: [wire]\n"
        ),
        "content/sources/wire.yaml": "title: A report\nformerly: [old-wire]\n",
        "content/events/2025-11-27-talks.yaml": (
            f"title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\n{statement}"
            "  - {id: b, speaker: ministry, paraphrase: No., about: [point-01, plan], cite: [wire]}\n"
        ),
    }
    corpus, _ = linked(tmp_path, files)
    made = list(corpus.statements.values())
    found = of_statements(_site(corpus), made)
    assert _choices(found) == {"speaker": ["Ministry", "Office"], "about": ["Plan", "1. First"]}
    assert _of(found, made[0].ref) == {"speaker": ["office"], "about": ["point-01"]}


def _rendered(corpus: Corpus) -> Rendered:
    rendered, problems = render(corpus, Config(project=Path()))
    assert problems == ()
    return rendered


def _attribute(page: str, name: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(f' {name}="([^"]*)"', page)]


@pytest.mark.parametrize("folder", ["sources", "statements"])
def test_values_are_in_the_order_of_the_pages_rows(corpus: Corpus, folder: str) -> None:
    (page,) = [p.markdown for p in _rendered(corpus).pages if p.uri == f"{folder}/index.md"]
    head: dict[str, Any] = json.loads(_attribute(page, "data-filter")[0])
    lists = re.findall(r'<ul class="bg-list[^>]*data-rows="([^"]*)">(.*?)</ul>', page, re.DOTALL)
    rows = [
        (code, item)
        for codes, body in lists
        for code, item in zip(codes.split("|"), body.split("<li")[1:], strict=True)
    ]
    assert len(rows) == head["total"] == 3
    labels = [label for _, label in next(values for key, _, values in head["facets"] if key in ("grade", "speaker"))]
    at = next(n for n, (key, *_) in enumerate(head["facets"]) if key in ("grade", "speaker"))
    for code, item in rows:
        label = labels[int(code.partition("~")[0].split(";")[at])]
        assert (label.rpartition(", ")[2] if folder == "sources" else label) in item or label == "not graded"
    assert html_blocks.split(page.partition("---\n")[2].partition("---\n")[2]) is not None
    assert "data-src" not in page


def test_a_long_listing_has_a_data_file_with_every_row(tmp_path: Path) -> None:
    said = "".join(
        f"  - {{id: s-{n}, speaker: {('ministry', 'office')[n % 2]}, paraphrase: 'Said “{n}” & <so>.', cite: [wire]}}\n"
        for n in range(ROWS + 1)
    )
    files = {**FILES, "content/events/2025-11-27-talks.yaml": f"{EVENT.partition('  - ')[0]}{said}"}
    corpus, _ = linked(tmp_path, files)
    rendered = _rendered(corpus)
    found = {p.uri: p.markdown for p in rendered.pages}
    for uri, src in (
        ("statements/index.md", "../assets/briefgen/data/statements.json"),
        ("statements/page/2/index.md", "../../../assets/briefgen/data/statements.json"),
    ):
        assert _attribute(found[uri], "data-src") == [src]
        # the choices are in the data file, not again on every page
        assert json.loads(_attribute(found[uri], "data-filter")[0]) == {"noun": "statements", "total": ROWS + 1}
    site = _site(corpus)
    made = tuple(reversed(corpus.statements.values()))
    data = json.loads(rendered.assets["assets/briefgen/data/statements.json"])
    whole = json.loads(of_statements(site, made).head(len(made), is_whole=True))
    assert data.keys() == {"facets", "orders", "order", "dates", "rows"}
    assert all(data[key] == whole[key] for key in ("facets", "orders", "order", "dates"))
    assert [row[0] for row in data["rows"]] == [site.url_of(m.ref) for m in made]
    assert data["rows"][0][1:] == [f"Said “{ROWS}” & <so>.", "Ministry · 27 November 2025 · Talks", "0~2025-11-27"]
    # three sources fit on one page
    assert "assets/briefgen/data/sources.json" not in rendered.assets


def test_a_short_listing_has_no_data_file(corpus: Corpus) -> None:
    listings = {f"assets/briefgen/data/{name}.json" for name in ("events", "sources", "statements")}
    assert listings.isdisjoint(_rendered(corpus).assets)


def test_data_files_have_the_same_text_as_the_page(corpus: Corpus) -> None:
    site = _site(corpus)
    assert [row[2:] for row in source_rows(site, [corpus.briefs["wire"], corpus.briefs["loose"]])] == [  # type: ignore[list-item]
        ("A report", "Ministry · 27 November 2025 · grade B, usually reliable"),
        ("Loose", "2010s"),
    ]
    rows = {key: (url, text, below) for key, url, text, below in statement_rows(site, corpus.statements.values())}
    assert rows[REFS[1]] == (
        "events/2025-11-27-talks/#b",
        "They met.",
        "Ministry · on behalf of Office · December 2025 · Talks",
    )
    assert {below.rsplit(" · ", 1)[1] for _, text, below in rows.values() if text.startswith("“")} == {"word for word"}


def test_long_paraphrases_are_shortened_in_data_files(tmp_path: Path) -> None:
    statement = f"statements:\n  - {{id: a, speaker: ministry, paraphrase: {'word ' * 80}end., cite: [wire]}}\n"
    corpus, _ = linked(
        tmp_path,
        {
            "content/events/2025-11-27-talks.yaml": (
                f"title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\n{statement}"
            )
        },
    )
    ((_, _, text, _),) = statement_rows(_site(corpus), corpus.statements.values())
    assert text.endswith("word …")
    assert len(text) < 170


def test_a_listing_without_rows_has_no_facets(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {})
    (page,) = [p.markdown for p in _rendered(corpus).pages if p.uri == "statements/index.md"]
    assert "data-filter" not in page
    assert "No statement is recorded." in page


def test_the_listing_of_statements_shows_what_is_found(corpus: Corpus) -> None:
    (page,) = [p.markdown for p in _rendered(corpus).pages if p.uri == "statements/index.md"]
    assert re.sub("<[^>]+>", "", page).count(" · word for word") == 1
