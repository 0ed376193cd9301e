"""Citations of pages and statements: libraries parse every format correctly."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

import msgspec
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model.edtf import parse
from briefgen.model.field_order import shape_of
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds.event import Event
from briefgen.render import citation_formats
from briefgen.render.citation_formats import Citable, digests
from briefgen.render.templates import RenderedPage, render
from tests.conftest import ROOT, write
from tests.support.small import CLEAN, linked

FULL = ROOT / "tests/data/golden/full"
PERMANENT = re.compile(r'<a href="([^"]*)">Permanent link(?:<span[^>]*>[^<]*</span>)?</a>')
ONE = Citable(
    key="events-x-y",
    title="Mara Vell, 19 May 2031: “We agree” (Second talks)",
    container="The river plan",
    authors=("The desk", "A. Writer & Sons"),
    url="https://example.org/events/x/#y",
    as_of=parse("2031-05-20"),
    hash="0123456789abcdef",
    language="en",
)
TITLES = st.text(min_size=1, max_size=80).filter(lambda text: bool(citation_formats._line(text)))
AWKWARD = [
    "100 % & more_or #less $5 {braces} ~ ^ \\back",
    "Путин: «да», 和平 🙂 \u202eright to left",
    "a {\nb} \t c",
    'quotes "and" \'others\' “here”',
    "ER  - ", "@misc{x,", "ends with \\", "{", "}", "%", "\\&", "--- TY  - BOOK",
]  # fmt: skip


def named(title: str) -> Citable:
    return msgspec.structs.replace(ONE, title=title)


def read_bibtex(text: str) -> dict[str, str]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.entry_type == "misc"
    return {"key": entry.key, **{name: field.value for name, field in entry.fields_dict.items()}}


def same_words(left: str, right: str) -> bool:
    """Return only letters and digits, because TeX changes spaces and dashes."""
    # the library parses TeX's circumflex as a letter
    return re.findall(r"[^\W_]", left.replace("ˆ", "^")) == re.findall(r"[^\W_]", right)


def test_library_parses_bibtex() -> None:
    found = read_bibtex(citation_formats.bibtex(ONE))
    assert found["key"] == "events-x-y"
    assert found["author"].startswith("The desk and A. Writer")
    assert found["title"] == ONE.title
    assert found["url"] == ONE.url
    assert (found["year"], found["month"]) == ("2031", "5")
    assert found["note"] == "As of 20 May 2031; content hash 0123456789abcdef"


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_titles_survive_every_format(title: str) -> None:
    one = named(title)
    assert same_words(read_bibtex(citation_formats.bibtex(one))["title"], title)
    (ris,) = rispy.loads(citation_formats.ris(one))
    assert ris["title"] == " ".join(citation_formats._line(title).split())
    (csl,) = json.loads(citation_formats.csl_json(one))
    assert csl["title"] == citation_formats._line(title)


@given(TITLES)
def test_any_title_survives_ris_and_csl_json(title: str) -> None:
    one = named(title)
    (ris,) = rispy.loads(citation_formats.ris(one))
    assert ris["title"] == citation_formats._line(title)
    assert ris["urls"] == [ONE.url]
    (csl,) = json.loads(citation_formats.csl_json(one))
    assert csl["title"] == citation_formats._line(title)
    assert "\n" not in citation_formats.plain(one)


@given(TITLES)
def test_any_title_gives_one_bibtex_entry_with_balanced_braces(title: str) -> None:
    text = citation_formats.bibtex(named(title))
    library = parse_string(text)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [ONE.key]
    assert library.entries[0].fields_dict["url"].value == ONE.url


def test_library_parses_ris() -> None:
    (found,) = rispy.loads(citation_formats.ris(ONE))
    assert found["type_of_reference"] == "ELEC"
    assert found["authors"] == list(ONE.authors)
    assert (found["year"], found["date"]) == ("2031", "2031/05/20")
    assert found["notes"] == ["As of 20 May 2031; content hash 0123456789abcdef"]


def test_citation_processor_formats_csl_json() -> None:
    source = CiteProcJSON(json.loads(citation_formats.csl_json(ONE)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(ONE.key)]))
    (shown,) = (str(item) for item in bibliography.bibliography())
    assert "We agree" in shown
    assert "2031" in shown


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2031-05-20", [2031, 5, 20]),
        ("2031-05", [2031, 5]),
        ("2031", [2031]),
        ("2031-05-20/2031-05-22", [2031, 5, 22]),
        ("2031-21", [2031]),
        (None, None),
    ],
)
def test_imprecise_date_gets_no_day(date: str | None, issued: list[int] | None) -> None:
    one = msgspec.structs.replace(ONE, as_of=parse(date) if date else None)
    (csl,) = json.loads(citation_formats.csl_json(one))
    assert csl.get("issued", {}).get("date-parts") == ([issued] if issued else None)
    assert ("month" in citation_formats.bibtex(one)) == bool(issued and len(issued) > 1)
    rispy.loads(citation_formats.ris(one))


def test_plain_text_reads_like_a_citation() -> None:
    shown = "The desk, A. Writer & Sons. Mara Vell, 19 May 2031: “We agree” (Second talks). The river plan, as of 20 May 2031. "
    assert citation_formats.plain(ONE) == f"{shown}https://example.org/events/x/#y (content hash 0123456789abcdef)"
    question = msgspec.structs.replace(ONE, title="How many?", container="How many?", as_of=None)
    assert "How many? https" in citation_formats.plain(question)


def test_keys_are_letters_digits_and_hyphens() -> None:
    assert citation_formats.key_of("events/x/#y") == citation_formats.key_of("events/x/index.html#y") == "events-x--y"
    assert citation_formats.key_of("events/x/") == citation_formats.key_of("events/x/index.html") == "events-x"
    assert citation_formats.key_of("") == citation_formats.key_of("index.html") == "home"


def test_statement_keys_differ_from_all_other_keys() -> None:
    addresses = ("events/talks/#a-b", "events/talks-a/#b", "events/talks-a-b/")
    assert len({citation_formats.key_of(address) for address in addresses}) == len(addresses)


@pytest.mark.parametrize("title", ["می\u200cخواهم", "👩\u200d🚀 lifts off", "שלום\u200f!", "left\u200e to right"])
def test_zero_width_joiners_are_kept_in_every_format(title: str) -> None:
    one = named(title)
    assert f"title = {{{{{title}}}}}" in citation_formats.bibtex(one)
    assert json.loads(citation_formats.csl_json(one))[0]["title"] == title
    assert rispy.loads(citation_formats.ris(one))[0]["title"] == title
    assert title in citation_formats.plain(one)


def test_control_characters_and_line_ends_become_spaces() -> None:
    (csl,) = json.loads(citation_formats.csl_json(named("one\r\ntwo\x0bthree\u2028four\xa0five\x00six\u202eseven")))
    assert csl["title"] == "one two three four five six seven"


def corpus_of(folder: Path, statement: str = "Yes.", more: str = "") -> Corpus:
    event = CLEAN["content/events/2025-11-27-talks.yaml"]
    said = f"statements:\n  - {{id: said, speaker: ministry, quote: {statement}, cite: [wire]}}\n"
    found, problems = linked(folder, {**CLEAN, "content/events/2025-11-27-talks.yaml": f"{event}{said}{more}"})
    assert problems == ()
    return found


def test_hash_depends_only_on_the_content(tmp_path: Path) -> None:
    before = corpus_of(tmp_path / "a")
    id = "2025-11-27-talks"

    def hashes(corpus: Corpus) -> tuple[str, str, str]:
        found = digests(corpus)
        return found.brief(corpus.briefs[id]), found.statement(corpus.statements[f"{id}#said"]), found.whole

    reviewed = corpus_of(tmp_path / "b", more="formerly: [old-talks]\n# a comment\n")
    assert hashes(reviewed) == hashes(before)
    other = corpus_of(tmp_path / "c", statement="No.")
    assert all(left != right for left, right in zip(hashes(other), hashes(before), strict=True))
    beside = corpus_of(tmp_path / "d", more="body: More.\n")
    assert hashes(beside)[1] == hashes(before)[1]
    assert hashes(beside)[0] != hashes(before)[0]


def test_hash_does_not_depend_on_a_brief_id(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path)
    talks = corpus.briefs["2025-11-27-talks"]
    found = digests(corpus)
    assert found.brief(msgspec.structs.replace(talks, id="2025-11-27-renamed")) == found.brief(talks)


def test_without_editors_the_briefing_is_named_once() -> None:
    one = msgspec.structs.replace(ONE, authors=("The river plan",))
    assert citation_formats.plain(one).count("The river plan") == 1


def test_hash_does_not_depend_on_the_order_of_unordered_lists(tmp_path: Path) -> None:
    one = corpus_of(tmp_path / "a", more="related: [plan, point-01]\n")
    two = corpus_of(tmp_path / "b", more="related: [point-01, plan]\n")
    id = "2025-11-27-talks"
    assert digests(one).brief(one.briefs[id]) == digests(two).brief(two.briefs[id])


def pages_of(folder: Path) -> tuple[Corpus, tuple[RenderedPage, ...]]:
    settings, _ = config.read(folder)
    corpus, _ = link(load(folder, settings.content, Cache()))
    rendered, problems = render(corpus, settings)
    assert problems == ()
    return corpus, rendered.pages


def public(pages: Sequence[RenderedPage]) -> list[RenderedPage]:
    return [page for page in pages if not page.uri.startswith("editing/")]


def test_every_page_and_statement_has_one_citation_block() -> None:
    corpus, pages = pages_of(FULL)
    assert any(isinstance(brief, Event) and brief.statements for brief in corpus.briefs.values())
    for page in pages:
        expected = 0 if page.uri.startswith("editing/") else 1
        assert page.markdown.count("<summary>Cite this page</summary>") == expected, page.uri
        brief = corpus.briefs.get(page.uri.split("/")[-2]) if page.uri.startswith("events/") else None
        statements = len(brief.statements) if isinstance(brief, Event) else 0
        assert page.markdown.count("<summary>Cite</summary>") == statements, page.uri


def test_libraries_parse_every_citation_on_every_page() -> None:
    _, pages = pages_of(FULL)
    keys = []
    for page in pages:
        for form, text in re.findall(r"<p>([^<]+)</p><pre><code>(.*?)</code></pre>", page.markdown):
            plain = html.unescape(text)
            if form == "BibTeX":
                keys.append(read_bibtex(plain)["key"])
            elif form == "RIS":
                assert len(rispy.loads(plain)) == 1
            else:
                assert json.loads(plain)[0]["id"] == keys[-1]
    assert len(keys) == len(set(keys)) > 15


def test_page_says_that_the_site_address_is_not_set(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: x\nplugins: [briefgen]\n", **CLEAN})
    _, pages = pages_of(tmp_path)
    assert all("The address of the site is not set" in page.markdown for page in public(pages))
    write(tmp_path, {"mkdocs.yml": "site_name: x\nsite_url: https://example.org/b\nplugins: [briefgen]\n"})
    _, pages = pages_of(tmp_path)
    assert all(PERMANENT.findall(page.markdown)[-1].startswith("https://example.org/b/") for page in public(pages))
    talks = next(page for page in pages if "talks" in page.uri)
    assert "https://example.org/b/events/2025-11-27-talks/ (content hash" in talks.markdown


@pytest.mark.parametrize(("setting", "end"), [("true", ""), ("false", "index.html")])
def test_permanent_links_work_without_a_site_address(tmp_path: Path, setting: str, end: str) -> None:
    settings = f"site_name: x\nuse_directory_urls: {setting}\nplugins: [briefgen]\n"
    write(tmp_path, {"mkdocs.yml": settings, **CLEAN})
    _, pages = pages_of(tmp_path)
    statements = 0
    for page in public(pages):
        at = f"https://example.org/{page.uri.removesuffix('index.md')}{end}"
        *parts, own = (urljoin(at, link) for link in PERMANENT.findall(page.markdown))
        assert own == at
        for part in parts:
            address, _, id = part.partition("#")
            assert address == at
            assert f'id="{id}"' in page.markdown
            statements += 1
    assert statements == 1


def test_formatter_sorts_only_lists_that_the_hash_sorts() -> None:
    for kind in kinds().values():
        inner = [shape for shape in shape_of(kind).fields.values() if not shape.is_unordered]
        while inner:
            shape = inner.pop()
            assert not shape.is_unordered
            inner += [*shape.fields.values(), *([shape.item] if shape.item else [])]


def test_a_reworded_body_changes_two_pages(tmp_path: Path) -> None:
    project = shutil.copytree(FULL, tmp_path / "full", ignore=shutil.ignore_patterns("expected", "site"))
    before = _pages(project)
    file = project / "content/events/2031-05-19-second-talks.yaml"
    text = re.sub(r"(?m)(^body:.*\n +)", r"\1Reworded. ", file.read_text("utf-8"), count=1)
    assert "Reworded" in text
    file.write_text(text, "utf-8")
    after = _pages(project)
    assert {uri for uri in before if after[uri] != before[uri]} == {
        "index.md",
        "events/2031-05-19-second-talks/index.md",
    }


def _pages(project: Path) -> dict[str, str]:
    built = build_project(config.read(project)[0], Cache()).rendered
    assert built is not None
    return {page.uri: page.markdown for page in built.pages}
