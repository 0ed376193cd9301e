"""Decide what an omission, an editor's words or a cut may hide.

What is left out may hold no negation, condition, modal verb, figure or sign, no other speaker, and no more than a
sentence. A language without lists of such words leaves every gap undecided.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from briefgen.provenance.comparison import Discrepancy, Document
from briefgen.provenance.readings import Joint, Reading
from briefgen.text import word_classes
from briefgen.text.messages import N_, lazy
from briefgen.text.tokens import CLASS, OUTER_QUESTION, QUESTION, STOP, TRAILING, TURN, mark_of

MOST_WORDS = 40
"""The most words that one omission may leave out."""
MOST_OMISSIONS = 3
MOST_BRACKETS = 3
EDITORS_WORDS = 6
"""The most words in square brackets, and the most that they may stand for."""


def hidden(document: Document, reading: Reading, starts: list[int]) -> Iterator[Discrepancy]:
    """Yield what the joints of a quotation may hide, with its parts at these places."""
    ends = [start + len(part.keys) for start, part in zip(starts, reading.parts, strict=True)]
    count = len(document.features or ())
    first, last = starts[0], ends[-1]
    for index, joint in enumerate(reading.joints):
        begin = ends[index - 1] if index else max(_sentence_of(document, first), first - EDITORS_WORDS)
        end = starts[index] if index < len(starts) else min(_sentence_end(document, last), last + EDITORS_WORDS, count)
        is_inside = 0 < index < len(starts)
        if joint.brackets:
            yield from _bracket(document, begin, end, joint, is_inside=is_inside)
        if joint.is_omission and is_inside:
            yield from _omission(document, begin, end)
    omissions = [i for i in range(1, len(starts)) if reading.joints[i].is_omission]
    if len(omissions) > MOST_OMISSIONS:
        yield _undecided(
            lazy("it has %(count)s omissions; at most %(most)s are decided", count=len(omissions), most=MOST_OMISSIONS)
        )
    if sum(starts[i] - ends[i - 1] for i in omissions) > sum(len(part.keys) for part in reading.parts):
        yield _undecided(N_("it leaves out more words than it shows"))
    if sum(len(joint.brackets) for joint in reading.joints) > MOST_BRACKETS:
        yield _undecided(lazy("it has more than %(most)s square brackets", most=MOST_BRACKETS))


def cut(document: Document, end: int) -> Iterator[Discrepancy]:
    """Yield whether a passage that ends at an index stops before what turns it round.

    That is a condition, or a negation that ends the sentence, as in German.
    """
    features = document.features
    if features is None or end >= len(features) or end == 0 or _is_sentence_start(document, end):
        return
    if mark_of(features[end - 1]) in (STOP, TRAILING):
        return
    following = features[end] & CLASS
    if following == word_classes.CONDITION:
        yield _undecided(N_("the source goes on with a condition"))
    elif following == word_classes.NEGATION and _sentence_end(document, end + 1) == end + 1:
        yield _undecided(N_("the sentence of the source ends with a negation"))


def _omission(document: Document, begin: int, end: int) -> Iterator[Discrepancy]:
    features = document.features or ()
    if not word_classes.is_listed(document.language):
        yield _unlisted(document, N_("an omission"))
    if end - begin > MOST_WORDS:
        yield _undecided(
            lazy(
                "an omission leaves out %(count)s words; at most %(most)s are decided",
                count=end - begin,
                most=MOST_WORDS,
            )
        )
        return
    if _starts(document.paragraphs, begin, end):
        yield _undecided(N_("an omission joins two paragraphs"))
    if any(features[index] & TURN for index in range(begin, min(end + 1, len(features)))):
        yield _undecided(N_("an omission joins two speakers"))
    sentences = _starts(document.sentences, begin, end)
    is_one_whole = sentences == 2 and _is_sentence_start(document, begin) and _is_sentence_start(document, end)
    if sentences > 1 and not is_one_whole:
        yield _undecided(N_("an omission leaves out the ends of several sentences"))
    is_question = any(mark_of(one) in (QUESTION, OUTER_QUESTION) for one in features[begin:end])
    if is_question and not _is_sentence_start(document, begin):
        yield _undecided(N_("an omission leaves out a question mark"))
    yield from _listed(features[begin:end], N_("an omission leaves out a %(kind)s"))


def _bracket(document: Document, begin: int, end: int, joint: Joint, *, is_inside: bool) -> Iterator[Discrepancy]:
    features = document.features or ()
    if not word_classes.is_listed(document.language):
        yield _unlisted(document, N_("square brackets"))
    for words in joint.brackets:
        if len(words.keys) > EDITORS_WORDS:
            yield _undecided(
                lazy(
                    "square brackets hold %(count)s words; at most %(most)s are decided",
                    count=len(words.keys),
                    most=EDITORS_WORDS,
                )
            )
        yield from _listed(words.features, N_("square brackets add a %(kind)s"))
    if is_inside and not joint.is_omission:
        if end - begin > EDITORS_WORDS:
            yield _undecided(
                lazy(
                    "square brackets stand for %(count)s words; at most %(most)s are decided",
                    count=end - begin,
                    most=EDITORS_WORDS,
                )
            )
            return
        if any(features[index] & TURN for index in range(begin, min(end + 1, len(features)))):
            yield _undecided(N_("square brackets join two speakers"))
        if _starts(document.sentences, begin + 1, end - 1):
            yield _undecided(N_("square brackets stand for words of two sentences"))
    if end - begin <= MOST_WORDS:
        yield from _listed(features[begin:end], N_("square brackets may stand for a %(kind)s"))


def _listed(features: Iterable[int], what: str) -> Iterator[Discrepancy]:
    """Yield the classes of listed words among some words. `what` is a message with the value `kind`."""
    found = {one & CLASS for one in features} - {word_classes.OTHER}
    for one in sorted(found):
        yield _undecided(lazy(what, kind=word_classes.NAMES[one]))


def _starts(places: tuple[int, ...], begin: int, end: int) -> int:
    """Return how many of the sorted places are not before `begin` and not after `end`."""
    return max(0, bisect_right(places, end) - bisect_left(places, begin))


def _is_sentence_start(document: Document, index: int) -> bool:
    return _starts(document.sentences, index, index) > 0


def _sentence_of(document: Document, index: int) -> int:
    """Return the index of the first word of the sentence that contains a word."""
    return document.sentences[bisect_right(document.sentences, index) - 1]


def _sentence_end(document: Document, end: int) -> int:
    """Return the index behind the sentence in which a passage that ends at `end` ends."""
    after = bisect_left(document.sentences, end)
    return document.sentences[after] if after < len(document.sentences) else len(document.features or ())


def _unlisted(document: Document, what: str) -> Discrepancy:
    if not document.language:
        return _undecided(lazy("the language of the source is not noted, so %(what)s cannot be decided", what=what))
    return _undecided(
        lazy("there is no list of negations in the language of the source, so %(what)s cannot be decided", what=what)
    )


def _undecided(reason: str) -> Discrepancy:
    return Discrepancy("undecided", reason)
