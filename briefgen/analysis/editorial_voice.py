"""Separate the briefing's own prose from quotes and the wording of documents.

Works on the linked corpus. Rules on style and wording apply only to the briefing's own prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At
from briefgen.model import references
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import ProseField

BRIEFING = ""
"""The id that diagnostics use for the briefing itself."""
_OTHERS = frozenset(("quote", "original"))


def own_prose(corpus: Corpus, *marks: bytes, skip: frozenset[str]) -> Iterator[tuple[str, ProseField]]:
    """Yield the prose that editors wrote, each field with the id of its brief.

    The briefing's own prose comes first. Briefs in `skip` are left out. With `marks` (substrings of the encoded
    JSON), briefs that contain none of them are left out.
    """
    selected = (
        id for id in corpus.prose if id not in skip and (not marks or any(mark in corpus.encoded[id] for mark in marks))
    )
    yield from _own_prose(corpus, selected)


def all_own_prose(corpus: Corpus) -> Iterator[tuple[str, ProseField]]:
    """Yield the prose that editors wrote, of the briefing and of every brief."""
    yield from _own_prose(corpus, corpus.prose)


def _own_prose(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, ProseField]]:
    for field in references.harvest(corpus.briefing)[1]:
        yield BRIEFING, field
    for id in ids:
        for field in corpus.prose[id]:
            if field.at[-1] != "text" or not is_passed_on(corpus.briefs[id], field.at):
                yield id, field


def own_titles(corpus: Corpus, *, skip: frozenset[str]) -> Iterator[tuple[str, At, str]]:
    """Yield the titles that editors chose: brief id, path and text.

    Briefs in `skip` are left out. Titles of sources and names of actors are left out too: editors do not choose
    them.
    """
    briefing = corpus.briefing
    yield BRIEFING, ("title",), briefing.title
    if briefing.description:
        yield BRIEFING, ("description",), briefing.description
    for theme, entry in briefing.themes.items():
        yield BRIEFING, ("themes", theme, "title"), entry.title
    for id, brief in corpus.briefs.items():
        if id not in skip and not isinstance(brief, Source | Actor):
            yield id, ("title",), brief.label


def is_passed_on(struct: msgspec.Struct, at: At) -> bool:
    """Return whether the text at a path was not written by the briefing's editors.

    True for quotes, the verbatim wording of a document, and a source's title, publisher and author.
    """
    if not _OTHERS.isdisjoint(at):
        return True
    if isinstance(struct, Source):
        return at[0] in ("title", "publisher", "author")
    return isinstance(struct, Point) and _is_wording(struct, at)


def _is_wording(point: Point, at: At) -> bool:
    match at:
        case ("versions", int(number), "text"):
            return point.versions[number].wording == "verbatim"
        case _:
            return False
