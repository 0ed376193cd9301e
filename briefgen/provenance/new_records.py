"""Quotations that rest on a record which the same change brings.

A reviewer sees such a record for the first time together with the words that it proves, and so has to look at the
document.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.provenance.quotations import quotations, record_of


class OnNewRecord(msgspec.Struct, frozen=True):
    """A quotation whose record is new or changed."""

    ref: str
    """The statement, version or brief that contains the quotation."""
    source: str
    record: str
    """The path of the record."""

    def sentence(self) -> str:
        """Return the fact as a line for terminals."""
        return f"{self.ref}: its quotation rests on `{self.record}`, which this change brings: look at the document"


def on_new_records(corpus: Corpus, changed: frozenset[str], ids: frozenset[str] | None = None) -> Iterator[OnNewRecord]:
    """Yield the quotations that rest on a record among the changed files, each once.

    ``changed`` has paths relative to the project. With ``ids``, only quotations in these briefs are considered.
    """
    seen: set[OnNewRecord] = set()
    for quotation in quotations(corpus).all:
        record = record_of(corpus, quotation.source) if quotation.source else None
        if record is None or (ids is not None and quotation.id not in ids):
            continue
        fingerprint = f"{record.path.rpartition('.')[0]}.fp"
        fact = OnNewRecord(quotation.ref, quotation.source, record.path)
        if not changed.isdisjoint((record.path, fingerprint)) and fact not in seen:
            seen.add(fact)
            yield fact
