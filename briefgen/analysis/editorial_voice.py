"""Whose words a text is: what the briefing says itself, and what it only passes on.

Stands on the linked corpus. Verbatim quotes and a document's own wording are never among the briefing's words.
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
"""The id by which findings name the briefing itself."""
_OTHERS = frozenset(("quote", "original"))


def own_prose(corpus: Corpus, *marks: bytes) -> Iterator[tuple[str, ProseField]]:
    """Yield all prose that editors wrote, with the id of its brief: the briefing's own first, without the quiet briefs.

    With marks, given as they stand in JSON, a brief that holds none of them anywhere may be left out.
    """
    loud = (
        id
        for id in corpus.prose
        if id not in corpus.quiet and (not marks or any(mark in corpus.encoded[id] for mark in marks))
    )
    yield from _own_prose(corpus, loud)


def all_own_prose(corpus: Corpus) -> Iterator[tuple[str, ProseField]]:
    """Yield all prose that editors wrote, of every brief."""
    yield from _own_prose(corpus, corpus.prose)


def _own_prose(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, ProseField]]:
    for field in references.harvest(corpus.briefing)[1]:
        yield BRIEFING, field
    for id in ids:
        for field in corpus.prose[id]:
            if field.at[-1] != "text" or not is_passed_on(corpus.briefs[id], field.at):
                yield id, field


def own_titles(corpus: Corpus) -> Iterator[tuple[str, At, str]]:
    """Yield the titles that editors chose, without the quiet briefs. Sources' titles and actors' names are others' words."""
    briefing = corpus.briefing
    yield BRIEFING, ("title",), briefing.title
    if briefing.description:
        yield BRIEFING, ("description",), briefing.description
    for theme, entry in briefing.themes.items():
        yield BRIEFING, ("themes", theme, "title"), entry.title
    for id, brief in corpus.briefs.items():
        if id not in corpus.quiet and not isinstance(brief, Source | Actor):
            yield id, ("title",), brief.label


def is_passed_on(struct: msgspec.Struct, at: At) -> bool:
    """Return whether the text at a path is somebody else's: a quote, a document's own wording, what a source is called."""
    if not _OTHERS.isdisjoint(at):
        return True
    if isinstance(struct, Source):
        return at[0] in ("title", "publisher", "author")
    return isinstance(struct, Point) and _is_wording(struct, at)


def _is_wording(point: Point, at: At) -> bool:
    return at[-1] == "text" and len(at) > 1 and isinstance(at[1], int) and point.versions[at[1]].wording == "verbatim"
