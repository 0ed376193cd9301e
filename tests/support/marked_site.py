"""The rendered site of a briefing with a marker in every field."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec
import yaml
from lxml.html import HtmlElement

from briefgen import config
from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus, MediaFile
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.model.briefing import Briefing
from briefgen.model.edtf import parse
from briefgen.model.kinds._all import kinds
from briefgen.render.templates import Rendered, render
from briefgen.site import urls
from tests.conftest import FULL
from tests.support.articles import article, places
from tests.support.marked import Maker, Sample, choices, smallest

templates = FULL / "no-templates-of-its-own"
"""The folder of templates that override our own; `delete_outputs` sets it."""

_DOCUMENT = """The ferry stops at noon every single day. Nobody knows why that ferry stops.

The ferry pays no toll at all. Nobody cited this sentence anywhere.
"""


_DRAFTS = msgspec.convert({"title": "Drafts", "themes": {"zz-theme": {"title": "A theme"}}}, Briefing)


_FILES = {"map.pdf": "PDF", "ferry.png": "PNG"}
_SECOND = "Another document tells of other things, of the weather and of the price of bread.\n"


class Marked(msgspec.Struct, frozen=True):
    """The samples, including the briefing, and their corpus."""

    samples: dict[tuple[str, int], Sample]
    corpus: Corpus
    published: Corpus
    drafts: Corpus
    """One draft of each kind, and nothing else."""


@cache
def marked() -> Marked:
    """Return samples of every kind, linked, with a record of one source's document."""
    maker = Maker()
    maker.add("source", "zz-plain-source", {"title": "Plain source"})
    maker.add("plan", "zz-plain-plan", {"title": "Plain plan"})
    drafts = [
        maker.add(kind, f"zz-draft-{kind}", {**smallest(kind, "A draft", 1), "status": "draft", "themes": ["zz-theme"]})
        for kind in kinds()
    ]
    combined = yaml.safe_load((Path(__file__).parent / "combined_fields.yaml").read_text("utf-8"))
    for kind, briefs in combined.items():
        for id, data in briefs.items():
            maker.add(kind, id, _typed(data))
    for number in range(13):
        maker.add("actor", f"yy-member-{number}", {"name": f"Member {number}", "related": ["yy-land"]})
    samples = [maker.sample(kind, number) for kind in kinds() for number in range(choices(kind))]
    briefing = maker.briefing("yy-land")
    samples.append(briefing)
    by_kind = {(sample.kind, sample.number): sample for sample in samples}
    id = by_kind["source", 0].one("document").typed
    second = msgspec.structs.replace(_record("yy-second-report", _SECOND), content=None)
    held = {id: _record(id), "yy-report": _record("yy-report"), "yy-second-report": second}
    files = {
        marker.typed: MediaFile(f"content/media/{marker.typed}", "PNG", b"")
        for sample in samples
        for marker in sample.all("media.file")
    }
    files |= {f"yy-{name}": MediaFile(f"content/media/yy-{name}", format, b"") for name, format in _FILES.items()}
    whole = Loaded(tuple(maker.entries), briefing.content, "content/briefing.yaml", ())
    corpus, _ = link(whole, records=held, media=files)
    entries = tuple(
        LoadedFile(entry.path, entry.id, entry.kind, entry.brief) for entry in maker.entries if entry.brief in drafts
    )
    return Marked(
        by_kind, corpus, corpus.without_drafts(), link(Loaded(entries, _DRAFTS, "content/briefing.yaml", ()))[0]
    )


def _typed(value: Any) -> Any:
    """Return data as our reader parses it, with every scalar as text."""
    match value:
        case dict():
            return {key: _typed(inner) for key, inner in value.items()}
        case list():
            return [_typed(inner) for inner in value]
    return str(value)


def _record(id: str, text: str = _DOCUMENT) -> records.Record:
    held = records.made(id, text.encode(), parse("1952-03-04"))
    extra = {"language": "uk", "licence": "Terms of the ferry", "access": "the ferrymen"}
    return msgspec.structs.replace(held, meta=msgspec.structs.replace(held.meta, **extra))


def rendered(corpus: Corpus, templates: Path) -> Rendered:
    """Return the pages of a corpus, with a folder's templates overriding our own."""
    settings, _ = config.read(FULL)
    settings = msgspec.structs.replace(settings, path_in_repository="")
    options = msgspec.structs.replace(settings.options, templates=str(templates))
    found, problems = render(corpus, msgspec.structs.replace(settings, options=options))
    assert not problems, problems
    return found


class MarkedSite:
    """The samples and their pages."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._marked = marked()
        self._articles: dict[str, HtmlElement] = {}
        self.samples = self._marked.samples
        self.briefing = self.samples["briefing", 0]

    @cached_property
    def _rendered(self) -> Rendered:
        return rendered(self._marked.published, self._templates)

    @property
    def redirects(self) -> dict[str, str]:
        """Return the redirects: former pages with their targets."""
        return self._rendered.redirects

    @cached_property
    def pages(self) -> dict[str, str]:
        """Return the Markdown of every page by its address."""
        return {page.uri: page.markdown for page in self._rendered.pages}

    @cached_property
    def drafts(self) -> dict[str, str]:
        """Return the Markdown of the pages of drafts, built with the `drafts` option."""
        return {page.uri: page.markdown for page in rendered(self._marked.drafts, self._templates).pages}

    def page_of(self, ref: str) -> str:
        """Return the address of the page of a brief, statement or version."""
        id = ref.partition("#")[0].partition("@")[0]
        return urls.uri_of(self._marked.corpus.briefs[id])

    def of(self, kind: str) -> list[Sample]:
        """Return the samples of a kind."""
        return [sample for (one, _), sample in self.samples.items() if one == kind]

    def article(self, uri: str) -> HtmlElement:
        """Return the article of a page."""
        if uri not in self._articles:
            self._articles[uri] = article(self.pages[uri])
        return self._articles[uri]

    def at(self, page: str, place: str) -> tuple[str, ...]:
        """Return the text at a place of a page, which a brief's id may name."""
        uri = page if page.endswith(".md") else self.page_of(page)
        return places(self.article(uri), place)
