"""Judge a quotation against a record of the first kind, which has the words alone.

Such a record proves words in a row. Capitals and marks are not compared, and it cannot show what an omission hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.corpus.records import Record
from briefgen.provenance.degrees import Judgement
from briefgen.text.messages import N_
from briefgen.text.occurrences import Steps
from briefgen.text.segment import TextLocation, normalised
from briefgen.text.shingles import SIZE, Fingerprint, first_quotation_key

_OMITTED = r"[\[(]\s?(?:…|\.(?:\s?\.){2,}+)\s?[\])]|…|\.(?:\s?\.){2,}+"
_EDITORS = r"\w{0,40}\[[^\[\]]*+\](?:['’]?\w{1,40})?"
_BREAK = re.compile(f"{_OMITTED}|{_EDITORS}")
_CHANGED_LETTER = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_REASON = N_("the record cannot show what is left out or changed, because it is of an older kind")


def judge(record: Record, text: str, steps: Steps) -> Judgement:
    """Return the verdict on a quotation, from the words of a record of the first kind."""
    text = _CHANGED_LETTER.sub(r"\1", text)
    document = record.print
    words = normalised(text)
    place = next(_places(document, words, steps), None)
    if place is not None:
        return Judgement("word-for-word", document.location(place, len(words)), is_words_only=True)
    parts = [part for piece in _BREAK.split(text) if (part := normalised(piece))]
    is_short = not parts or min(map(len, parts)) < SIZE
    if is_short and (found := _from_proofs(record, text, is_split=len(parts) > 1)):
        return found
    first, end = -1, 0
    for part in parts:
        if len(part) < SIZE:
            continue
        at = next((at for at in _places(document, part, steps) if at >= end), None)
        if at is None:
            return Judgement("not-found", is_partial=steps.is_exhausted)
        first, end = (at if first < 0 else first), at + len(part)
    if is_short:
        return Judgement("too-short")
    return Judgement("undecided", document.location(first, end - first), _REASON, is_words_only=True)


def _places(document: Fingerprint, words: tuple[str, ...], steps: Steps) -> Iterator[int]:
    return document.occurrences.places(document.needle(words), steps)


def _from_proofs(record: Record, text: str, *, is_split: bool) -> Judgement | None:
    key = first_quotation_key(record.print.salt, text)
    for proof in record.meta.checked:
        if proof.words == key:
            place = TextLocation(proof.paragraph, proof.sentence, proof.last or proof.sentence)
            if is_split:
                return Judgement("undecided", place, _REASON, is_words_only=True)
            return Judgement("word-for-word", place, is_words_only=True)
    return None
