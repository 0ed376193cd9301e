"""Stored results for quotations that are too short to check against a fingerprint.

They are computed where the document's text is available, and kept in the record. A checkout without the text uses
them.
"""

from __future__ import annotations

import msgspec

from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Proof, Record
from briefgen.model.kinds.source import Source
from briefgen.provenance.judge import judge
from briefgen.provenance.quotations import quotations, record_of


def proofs(corpus: Corpus, record: Record) -> tuple[Proof, ...]:
    """Return the proofs of a record's short quotations, in the order of the text.

    These are quotations that the text contains and that are too short for the fingerprint.
    """
    bare = msgspec.structs.replace(record, content=None, meta=msgspec.structs.replace(record.meta, checked=()))
    sources = [
        source.id for source in corpus.of(Source) if (held := record_of(corpus, source.id)) and held.id == record.id
    ]
    found = {
        records.proof(record, quotation.text, quotation.location, quotation.status)
        for source in sources
        for quotation in quotations(corpus).by_source.get(source, ())
        if quotation.source == source
        and quotation.location
        and quotation.status in records.FOUND_DEGREES
        and judge(bare, quotation.text).degree == "too-short"
    }
    return tuple(sorted(found, key=lambda proof: (proof.sentence, proof.last or proof.sentence, proof.words)))


def with_proofs(path: str, content: bytes, proofs: tuple[Proof, ...]) -> bytes | None:
    """Return a record's file with these proofs and everything else unchanged.

    None if the file cannot be edited line by line.
    """
    before, _ = records.decode_record(path, content)
    lines = content.decode("utf-8", "replace").rstrip().split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("checked:")), len(lines))
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith((" ", "-"))), len(lines))
    after = "\n".join([*lines[:start], *records.proof_lines(proofs), *lines[end:], ""]).encode()
    if before is None:
        return None
    # In an unusual layout, the field may end on another line than it seems to.
    is_sound = records.decode_record(path, after)[0] == msgspec.structs.replace(before, checked=proofs)
    return after if is_sound else None
