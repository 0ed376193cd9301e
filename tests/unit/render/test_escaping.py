"""Escaping: hostile text is shown as text in every output context."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree
from lxml import html as lxml_html
from markdown import Markdown
from mkdocs.utils import meta

from briefgen import config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model.edtf import parse
from briefgen.render import citation_formats, redirects
from briefgen.render import export as output
from briefgen.render.citation_formats import Citable
from briefgen.render.page_helpers import code_block
from briefgen.render.templates import Rendered, RenderedPage, render
from briefgen.yaml import settings as yaml_settings
from tests.vectors import project
from tests.vectors.baseline import SETTINGS
from tests.vectors.own import own
from tests.vectors.published import Vector

VECTORS = [pytest.param(vector, id=vector.name) for vector in own()]
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.magiclink", "pymdownx.tilde",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.mark", "pymdownx.keys", "pymdownx.smartsymbols", "pymdownx.blocks.html",
]  # fmt: skip
_MARKS = {0x2: "", 0x3: ""}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with hostile texts in every field that accepts them."""
    folder = tmp_path_factory.mktemp("escaping") / "own"
    project.refuse(folder, project.write_own(folder, own(), rounds=5))
    return folder


@pytest.fixture(scope="module")
def rendered(hostile: Path) -> Rendered:
    found = drawn(hostile)
    assert len(found.pages) > 100
    return found


def drawn(folder: Path) -> Rendered:
    """Return the rendered project."""
    settings, _ = config.read(folder)
    corpus, _ = link(load(folder, folder / "content", Cache()))
    found, problems = render(corpus, settings)
    assert problems == ()
    return found


def named(rendered: Rendered) -> list[tuple[RenderedPage, str]]:
    """Return the pages of briefs and themes with the text after their front matter."""
    return [(page, page.markdown.split("\n---\n", 1)[1]) for page in rendered.pages]


def seen(text: str) -> str:
    return " ".join(text.split())


def test_front_matter_has_the_title_as_text_and_no_other_field(rendered: Rendered) -> None:
    for page in rendered.pages:
        body, found = meta.get_data(page.markdown)
        assert set(found) <= {"title", "description", "search", "hide", "jsonld", "day", "describes"}, page.uri
        assert html.unescape(found["title"]) == page.title
        assert not set(found["title"]) & set("<>\"'")
        assert not set(found.get("description", "")) & set("<>\"'")
        assert found["day"] == f"As of {(day := found['describes'].removeprefix('This briefing describes ')[:-1])}"
        assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", day)
        assert body.strip() == page.markdown.split("\n---\n", 1)[1].strip()


def test_json_in_a_script_element_cannot_end_it(rendered: Rendered) -> None:
    scripts = [found["jsonld"] for page in rendered.pages if "jsonld" in (found := meta.get_data(page.markdown)[1])]
    assert len(scripts) > 20
    for script in scripts:
        assert not set(script) & set("<>&\n\u2028\u2029")
        assert json.loads(script)["@context"] == "https://schema.org"


def test_headings_are_text_to_every_extension(rendered: Rendered) -> None:
    markdown = Markdown(extensions=EXTENSIONS)
    headings = [line for _, text in named(rendered) for line in text.split("\n") if line.startswith("#")]
    assert len(headings) > 100
    for heading in dict.fromkeys(headings):
        root = lxml_html.fragment_fromstring(markdown.reset().convert(heading), create_parent=True)
        (one,) = root
        assert re.fullmatch("h[1-6]", one.tag), heading
        assert set(one.attrib) <= {"id", "class", "data-search-exclude"}, heading
        counts = [child for child in one if child.tag == "span" and dict(child.attrib) == {"class": "bg-label"}]
        assert all(re.fullmatch("[0-9,]+", count.text_content()) for count in counts), heading
        assert [child.tag for child in one if child.tag != "bdi" and child not in counts] == [], heading


def test_no_value_breaks_its_line(tmp_path: Path) -> None:
    """A blank line in a value would end the HTML block around it."""
    mark = "ZZ [x](javascript:alert(1))"
    texts = [Vector(str(number), f"x\n\n{mark}\n\ny\u2028\u2029z") for number in range(5)]
    places = project.write_own(tmp_path, texts, rounds=5)
    assert project.refuse(tmp_path, places) == {}
    pages = drawn(tmp_path).pages
    assert sum(mark in page.markdown for page in pages) > 50
    assert [page.uri for page in pages for line in page.markdown.split("\n") if line.startswith(("ZZ", "y"))] == []


def test_drawings_have_only_shapes_text_and_internal_links(rendered: Rendered) -> None:
    # a drawing may have others inside, one level deep
    whole = r"<svg(?:(?!</?svg).|<svg(?:(?!</?svg).)*</svg>)*</svg>"
    drawings = [found for page in rendered.pages for found in re.findall(whole, page.markdown)]
    assert len(drawings) > 20
    for found in drawings:
        _drawing(found)


def _drawing(text: str) -> None:
    """An SVG has only shapes, text and links within the site."""
    root = etree.fromstring(html.unescape(text) if "&nbsp;" in text else text)
    for one in root.iter():
        tag = etree.QName(one).localname
        assert tag in {"svg", "g", "path", "line", "rect", "circle", "polyline", "polygon", "ellipse", "text", "tspan", "title", "desc", "a", "use", "symbol", "defs", "marker", "pattern", "clipPath"}, tag  # fmt: skip
        assert not any(name.lower().startswith("on") for name in one.attrib)
        assert not re.match(r"\s*(javascript|data|vbscript):", one.get("href", ""), re.IGNORECASE)


def test_tables_have_no_formulas(rendered: Rendered) -> None:
    tables = {path: content for path, content in rendered.assets.items() if path.endswith(".csv")}
    assert tables
    for path, content in tables.items():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1, path
        assert not [
            cell for row in rows for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
        ]


def test_exported_settings_do_not_depend_on_brief_texts(hostile: Path, rendered: Rendered, tmp_path: Path) -> None:
    settings, _ = config.read(hostile)
    output.emit(rendered, tmp_path / "hostile", settings)
    plain = project.write_control(tmp_path / "plain")
    other, _ = config.read(plain)
    corpus, _ = link(load(plain, plain / "content", Cache()))
    output.emit(render(corpus, other)[0], tmp_path / "control", other)
    texts = [(tmp_path / name / "mkdocs.yml").read_text("utf-8") for name in ("hostile", "control")]
    first, second = (yaml_settings.load_typed(text) for text in texts)
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    # only the hashes of the pages depend on the briefs, and the addresses of the plans on their ids
    shapes = [
        re.sub(r"[A-Za-z0-9_-]{64,}|(?<=plans/)[a-z0-9-]+(?=/)", "", json.dumps(one, sort_keys=True, default=str))
        for one in (first, second)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("vector", VECTORS)
def test_hostile_citation_stays_one_entry(vector: Vector) -> None:
    one = Citable(
        key="events-x",
        title=vector.text,
        container=vector.text,
        authors=(vector.text, "The desk"),
        url="https://example.org/events/x/",
        as_of=parse("2031-05-20"),
        hash="0123456789abcdef",
        language="en",
    )
    library = parse_string(citation_formats.bibtex(one))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.key, entry.fields_dict["url"].value) == (one.key, one.url)
    assert len(library.blocks) == 1
    (ris,) = rispy.loads(citation_formats.ris(one))
    assert (ris["urls"], ris["type_of_reference"], len(ris["authors"])) == ([one.url], "ELEC", 2)
    assert seen(ris["title"]) == seen(citation_formats._line(vector.text))
    (csl,) = json.loads(citation_formats.csl_json(one))
    assert (csl["URL"], csl["title"]) == (one.url, citation_formats._line(vector.text))
    assert "\n" not in citation_formats.plain(one)


@pytest.mark.parametrize("vector", VECTORS)
def test_code_block_is_one_line_of_text(vector: Vector) -> None:
    shown = str(code_block(vector.text))
    assert "\n" not in shown
    # lxml rejects control characters
    (pre,) = lxml_html.fragments_fromstring(shown.translate(_MARKS))
    assert [one.tag for one in pre.iter()] == ["pre", "code"]
    assert pre.text_content().strip("\n") == vector.text.translate(_MARKS).strip("\n")


@pytest.mark.parametrize("vector", VECTORS)
def test_redirect_page_has_only_its_own_target(vector: Vector) -> None:
    moved = {"events/old/index.md": f"events/{vector.text}/index.md"}
    (page,) = redirects.pages(moved, "en", directory_urls=True).values()
    root = lxml_html.document_fromstring(page.translate(None, b"\x00\x02\x03").decode())
    assert [one.tag for one in root.iter() if isinstance(one.tag, str)] == [
        "html", "head", "meta", "title", "link", "meta", "meta", "body", "p", "a",
    ]  # fmt: skip
    (address,) = (one.get("href") for one in root.iter("a"))
    assert address.startswith(("../", "./"))


def test_jinja_in_a_brief_is_shown_as_text(rendered: Rendered) -> None:
    texts = "".join(text for _, text in named(rendered))
    assert "{{ 7*7 }}" in texts or "&#123;&#123; 7" in texts
    assert "49{%" not in texts


def test_headings_are_tested_with_all_dangerous_extensions() -> None:
    settings: Any = yaml_settings.load_typed(SETTINGS)
    names = {next(iter(one)) if isinstance(one, dict) else one for one in settings["markdown_extensions"]}
    assert set(EXTENSIONS) <= names
