"""Summarise the check of quotations by source, as a table and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.corpus.corpus import Corpus
from briefgen.provenance.closest_passage import PassageSearches, nearest
from briefgen.provenance.degrees import DEGREES
from briefgen.provenance.quotations import Quotation, quotations, record_of

_ALWAYS = ("word-for-word", "undecided", "not-checked", "not-found")
"""The degrees that the table shows even if no quotation has them."""
_WIDTH = 14


def of(corpus: Corpus, sources: tuple[str, ...]) -> tuple[Quotation, ...]:
    """Return the quotations that cite one of the sources; all if no source is given."""
    return tuple(q for q in quotations(corpus).all if not sources or not set(sources).isdisjoint(q.sources))


def table(corpus: Corpus, sources: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table of statuses by source.

    Each given source and each with a record has its own line, then come all others together and the total.
    """
    rows = _rows(corpus, sources)
    listed = {id: found for id, found in rows.items() if id in sources or record_of(corpus, id)}
    others = [found for id, found in rows.items() if id not in listed]
    lines = list(listed.items())
    if others:
        name = f"{len(others)} source{'' if len(others) == 1 else 's'} without record"
        lines.append((name, tuple(dict.fromkeys(quotation for found in others for quotation in found))))
    lines.append(("in all", of(corpus, sources)))
    width = max(len(name) for name, _ in lines)
    shown = [degree for degree in DEGREES if degree in _ALWAYS or any(_counted(found)[degree] for _, found in lines)]
    yield f"{'':{width}}  {'  '.join(f'{degree:>{_WIDTH}}' for degree in shown)}"
    for name, found in lines:
        mark = "  no record" if name in listed and not record_of(corpus, name) else ""
        counts = _counted(found)
        yield f"{name:{width}}  {'  '.join(f'{counts[degree]:>{_WIDTH}}' for degree in shown)}{mark}"


def data(corpus: Corpus, sources: tuple[str, ...]) -> dict[str, object]:
    """Return the summary as JSON-ready data, with quotations and closest passages.

    `nearest` is null for the quotations after the limit of `PassageSearches`.
    """
    searches = PassageSearches()
    every = of(corpus, sources)
    rows = _rows(corpus, sources)
    return {
        "summary": _counted(every),
        "sources": {id: {"record": record_of(corpus, id) is not None, **_counted(found)} for id, found in rows.items()},
        "quotations": [
            {
                "brief": corpus.paths[q.id],
                "ref": q.ref,
                "text": q.text,
                "sources": list(q.sources),
                "status": q.status,
                "reason": q.reason or None,
                "words_only": q.is_words_only,
                "claimed": list(q.claimed),
                "source": q.source or None,
                "paragraph": q.location.paragraph if q.location else None,
                "sentences": [q.location.sentence, q.location.last] if q.location else None,
                "nearest": _nearest(corpus, q, searches) if q.status == "not-found" else [],
            }
            for q in every
        ],
    }


def _rows(corpus: Corpus, sources: tuple[str, ...]) -> dict[str, tuple[Quotation, ...]]:
    found = quotations(corpus).by_source
    return {id: found.get(id, ()) for id in sources or sorted(found)}


def _nearest(corpus: Corpus, quotation: Quotation, searches: PassageSearches) -> list[dict[str, object]] | None:
    records = [(record, source) for source in quotation.absent if (record := record_of(corpus, source))]
    if not searches.may_search(record for record, _ in records):
        return None
    passages = [(near, source) for record, source in records if (near := nearest(record, quotation.text))]
    return [
        {
            "source": source,
            "paragraph": near.location.paragraph,
            "sentences": [near.location.sentence, near.location.last],
            "words": near.words,
            "of": near.of,
            "differences": list(near.differences),
        }
        for near, source in passages
    ]


def _counted(found: Iterable[Quotation]) -> dict[str, int]:
    counts = Counter[str](quotation.status for quotation in found)
    return {degree: counts[degree] for degree in DEGREES}
