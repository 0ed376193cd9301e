"""Records of documents for tests: with text, without, and of the first kind."""

from __future__ import annotations

import msgspec

from briefgen.corpus.records import Proof, Record, digest, made
from briefgen.model.edtf import parse
from briefgen.text import segment, shingles


def held(
    text: str, *, has_text: bool = True, id: str = "wire", language: str = "en", proofs: tuple[Proof, ...] = ()
) -> Record:
    """Return the record of a document."""
    found = made(id, text.encode(), parse("2025-11-30"), language=language)
    meta = msgspec.structs.replace(found.meta, checked=proofs)
    return msgspec.structs.replace(found, meta=meta, content=text if has_text else None)


def first_kind(text: str, id: str = "wire") -> Record:
    """Return a record of the first kind, which has the words alone, without the text."""
    words: list[str] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    for start, end in segment.paragraphs(text):
        paragraphs.append(len(words))
        for first, last in segment.sentences_in(text, start, end):
            sentences.append(len(words))
            words += segment.normalised(text[first:last])
    blob = shingles.shingled(tuple(words), id)
    print = shingles.Fingerprint(id, len(words), blob, tuple(paragraphs), tuple(sentences))
    whole = held(text, id=id, language="", has_text=False)
    described = msgspec.structs.replace(whole.meta.fingerprint, kind=1, digest=digest(shingles.encode(print)))
    meta = msgspec.structs.replace(
        whole.meta, words=len(words), paragraphs=len(paragraphs), sentences=len(sentences), fingerprint=described
    )
    return msgspec.structs.replace(whole, print=print, meta=meta)
