"""The proofs of short quotations: what a record notes of those that only the text itself can show to stand in it.

Made where the text is at hand, kept in the record, so that a checkout without the text knows them too.
"""

from __future__ import annotations

import msgspec

from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Proof, Record
from briefgen.model.kinds.source import Source
from briefgen.provenance.quotations import judge, quotations, record_of


def proofs(corpus: Corpus, held: Record) -> tuple[Proof, ...]:
    """Return the proofs of the quotations that stand in a record's text and are too short for its fingerprint, in its order."""
    bare = msgspec.structs.replace(held, content=None, meta=msgspec.structs.replace(held.meta, checked=()))
    sources = [source.id for source in corpus.of(Source) if record_of(corpus, source.id) is held]
    found = {
        records.proof(held.id, quotation.text, quotation.location)
        for source in sources
        for quotation in quotations(corpus).by_source.get(source, ())
        if quotation.source == source and quotation.location and judge(bare, quotation.text)[0] != "verified"
    }
    return tuple(sorted(found, key=lambda proof: (proof.sentence, proof.last or proof.sentence, proof.words)))


def renewed(path: str, content: bytes, proofs: tuple[Proof, ...]) -> bytes | None:
    """Return a record's file with these proofs and all else as it was; None where that cannot be done line by line."""
    before, _ = records.decode_record(path, content)
    lines = content.decode("utf-8", "replace").rstrip().split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("checked:")), len(lines))
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith((" ", "-"))), len(lines))
    after = "\n".join([*lines[:start], *records.proof_lines(proofs), *lines[end:], ""]).encode()
    if before is None:
        return None
    # a layout of the editor's own may end elsewhere than it looks
    is_sound = records.decode_record(path, after)[0] == msgspec.structs.replace(before, checked=proofs)
    return after if is_sound else None
