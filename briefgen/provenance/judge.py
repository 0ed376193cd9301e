"""Judge a quotation against one record: find its words, then compare the marks.

Guarantee: of several readings and places, the best counts; of several findings within one reading, the worst
(`tests/unit/provenance/test_degrees.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

import msgspec

from briefgen.corpus.records import Record
from briefgen.provenance import words_only
from briefgen.provenance.comparison import Document, differences, is_as_it_stands
from briefgen.provenance.degrees import FOUND, Degree, Judgement, rank, worst
from briefgen.provenance.gaps import cut, hidden
from briefgen.provenance.readings import Reading, as_it_stands, with_editors_marks
from briefgen.text import locators
from briefgen.text.messages import N_, listed
from briefgen.text.occurrences import Steps
from briefgen.text.passages import Passages
from briefgen.text.segment import TextLocation
from briefgen.text.shingles import SIZE, Fingerprint, quotation_key

STEPS = 1_000_000
"""The most steps of the search for one quotation; quotations in use need less than a hundredth of them."""
_MOST_PLACES = 1000
"""The most places at which one quotation is compared."""


def judge(record: Record, text: str, wanted: Iterable[str] = (), steps: Steps | None = None) -> Judgement:
    """Return the verdict on a quotation against one record.

    Of several places, the best counts, and of equal ones that which one of the `wanted` locators names. A quotation that
    is not found within the steps is `not-found`, so that repeated words cannot bypass the check.
    """
    steps = steps or Steps(STEPS)
    document: Document = record.text or record.print
    if isinstance(document, Fingerprint) and document.features is None:
        return _in_extent(record, words_only.judge(record, text, steps))
    whole = as_it_stands(text, document.language)
    if not whole.parts:
        return Judgement("too-short")
    choose = _chooser(wanted)
    found = None
    if _is_searchable(document, whole):
        found = choose(_judged(document, whole, steps, is_whole=True))
    split = None if found else with_editors_marks(text, document.language)
    if split is not None and split.parts and _is_searchable(document, split):
        found = choose(_judged(document, split, steps, is_whole=False))
    if found is not None:
        return found
    if steps.is_exhausted:
        return _in_extent(record, Judgement("not-found", is_partial=True))
    reading = split or whole
    if _is_searchable(document, reading):
        return _in_extent(record, Judgement("not-found" if reading.parts else "too-short"))
    return _too_short(record, document, text, reading, steps)


def _in_extent(record: Record, verdict: Judgement) -> Judgement:
    """Return the verdict, for an excerpt without the claim that the words are not in the document."""
    if verdict.degree != "not-found" or record.meta.extent != "excerpt":
        return verdict
    return msgspec.structs.replace(verdict, degree="not-in-excerpt")


def _is_searchable(document: Document, reading: Reading) -> bool:
    """Return whether every part is long enough to be searched for in the document."""
    return not isinstance(document, Fingerprint) or all(len(part.keys) >= SIZE for part in reading.parts)


def _too_short(record: Record, document: Document, text: str, reading: Reading, steps: Steps) -> Judgement:
    """Return the verdict on a quotation with a part that is too short for the fingerprint."""
    key = quotation_key(record.print.salt, text, document.language)
    for proof in record.meta.checked:
        if proof.words == key:
            place = TextLocation(proof.paragraph, proof.sentence, proof.last or proof.sentence)
            return Judgement(proof.degree, place)
    long = [part for part in reading.parts if len(part.keys) >= SIZE]
    # A part that can be searched for and is nowhere decides for the whole.
    is_absent = any(next(_places(document, part.keys, steps), None) is None for part in long)
    return _in_extent(record, Judgement("not-found" if is_absent else "too-short", is_partial=steps.is_exhausted))


def _judged(document: Document, reading: Reading, steps: Steps, *, is_whole: bool) -> Iterator[Judgement]:
    """Yield the verdict of a reading at each place."""
    count = len(reading.words)
    for starts in _chains(document, reading, steps):
        if is_whole and not _stands(document, reading, starts[0]):
            continue
        first, end = starts[0], starts[-1] + len(reading.parts[-1].keys)
        findings = list(
            chain(
                chain.from_iterable(
                    differences(document, at, part) for at, part in zip(starts, reading.parts, strict=True)
                ),
                hidden(document, reading, starts),
                cut(document, end) if not reading.joints[-1].brackets else (),
            )
        )
        degree = worst([_best_of(reading), *(one.degree for one in findings)])
        reasons = tuple(dict.fromkeys(one.reason for one in findings if one.degree == degree))
        if degree == "editors-words" and any(joint.is_omission for joint in reading.joints[1:-1]):
            reasons = (N_("with omissions, too"),)
        yield Judgement(degree, document.location(first, end - first), listed(reasons[:3], "; "))
        if not steps.take(count):
            return


def _stands(document: Document, reading: Reading, first: int) -> bool:
    features = document.features
    (tokens,) = reading.parts
    return features is None or is_as_it_stands(features[first : first + len(tokens.keys)].tolist(), tokens)


def _best_of(reading: Reading) -> Degree:
    """Return the best degree that a reading can have."""
    if any(joint.brackets for joint in reading.joints):
        return "editors-words"
    return "with-omissions" if len(reading.parts) > 1 else "word-for-word"


def _places(document: Document, words: tuple[str, ...], steps: Steps) -> Iterator[int]:
    if isinstance(document, Passages):
        return document.occurrences.places(words, steps)
    return document.occurrences.places(document.needle(words), steps)


def _chains(document: Document, reading: Reading, steps: Steps) -> Iterator[list[int]]:
    """Yield the places of the parts in order, with the gaps between them as short as possible."""
    if len(reading.parts) == 1:
        for place in _places(document, reading.parts[0].keys, steps):
            yield [place]
        return
    columns: list[list[int]] = []
    for part in reading.parts:
        places = list(_places(document, part.keys, steps))
        if columns:
            # what no earlier part stands before cannot be reached
            before = columns[-1][0] + len(reading.parts[len(columns) - 1].keys)
            places = places[bisect_left(places, before) :]
        if not places:
            return
        columns.append(places)
    for last in columns[-1]:
        if not steps.take(len(columns)):
            return
        found = [last]
        for index in range(len(columns) - 2, -1, -1):
            at = bisect_right(columns[index], found[-1] - len(reading.parts[index].keys)) - 1
            if at < 0:
                break
            found.append(columns[index][at])
        else:
            yield found[::-1]


def _chooser(wanted: Iterable[str]) -> Callable[[Iterator[Judgement]], Judgement | None]:
    """Return what chooses the best verdict, and of equal ones that at a place that a locator names."""
    named = [locators.read(locator) for locator in wanted]

    def score(verdict: Judgement) -> tuple[int, bool]:
        place = verdict.location
        return rank(verdict.degree), not (place and any(fits(place, one) for one in named))

    best_possible = (0, not named)

    def choose(verdicts: Iterator[Judgement]) -> Judgement | None:
        seen = []
        for verdict in islice(verdicts, _MOST_PLACES):
            seen.append(verdict)
            if score(verdict) <= best_possible:
                break
        return min(seen, key=score, default=None)

    return choose


def fits(place: TextLocation, located: locators.Located) -> bool:
    """Return whether a location is one of those that a locator names."""
    if located.sentences:
        index = bisect_left(located.sentences, place.sentence)
        return index < len(located.sentences) and located.sentences[index] <= place.last
    return place.paragraph in located.paragraphs


def is_found(verdict: Judgement) -> bool:
    """Return whether the words stand in the source."""
    return verdict.degree in FOUND
