"""Find the passage of a document that is closest to a quotation, and compare them.

For messages about quotations that were not found. A fingerprint alone gives only the location; differences need the
text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from briefgen.corpus.records import Record
from briefgen.provenance.readings import as_it_stands, with_editors_marks
from briefgen.text.matching import Matcher
from briefgen.text.passages import Passages
from briefgen.text.segment import TextLocation, normalised
from briefgen.text.shingles import SIZE, each, shingled

_MOST_WORDS = 600
_MOST_HITS = 40
_MOST_TOGETHER = 100_000
"""The most matches that are collected; documents in use have fewer than a tenth of them."""
_MARGIN = 6
_SHOWN = 3
MOST_WORDS_SEARCHED = 10_000_000
"""The most words of documents that one report searches; a briefing with a hundred errors needs a tenth of them."""
_LEAST_COST = 50_000
"""The number of words that a search of a short document counts as, because of the comparison."""

_T = TypeVar("_T")


class Nearest(msgspec.Struct, frozen=True):
    """The closest passage: location, number of shared words, and differences.

    `words` of the quotation's `of` words were found there. `differences` is empty if they are unknown.
    """

    location: TextLocation
    words: int
    of: int
    differences: tuple[str, ...] = ()
    is_partial: bool = False
    """Whether only a part of the document was searched."""

    def sentence(self) -> str:
        """Return the passage as a line for a diagnostic's `help`."""
        searched = " in the part that was searched" if self.is_partial else ""
        found = f"closest passage{searched} is {self.location.words()}, with {self.words} of its {self.of} words"
        return f"{found}: {'; '.join(self.differences)}" if self.differences else found


class PassageSearches:
    """The searches of one report, in at most `MOST_WORDS_SEARCHED` words together."""

    def __init__(self) -> None:
        self._left = MOST_WORDS_SEARCHED

    def may_search(self, records: Iterable[Record]) -> bool:
        """Count a search of these records; return whether it is within the limit."""
        self._left -= sum(max(record.meta.words, _LEAST_COST) for record in records)
        return self._left >= 0


def nearest(record: Record, text: str) -> Nearest | None:
    """Return the passage closest to the quotation `text`, or None if none is similar."""
    words = _words(record, text)[:_MOST_WORDS]
    if record.text is not None:
        return _in_text(record.text, words)
    hits = _hits(list(each(shingled(words, record.id))), each(record.print.blob))
    if not hits:
        return None
    _, found = _best(hits)
    covered = {index + step for index, _ in found for step in range(SIZE)}
    start = min(at for _, at in found)
    end = max(at for _, at in found) + SIZE
    place = record.print.location(start, end - start)
    return Nearest(place, len(covered), len(words), is_partial=len(hits) == _MOST_TOGETHER)


def _words(record: Record, text: str) -> tuple[str, ...]:
    """Return the words of a quotation as they are found in the record."""
    document = record.text or record.print
    if document.features is None:
        return normalised(text)
    return (with_editors_marks(text, document.language) or as_it_stands(text, document.language)).words


def _in_text(document: Passages, words: tuple[str, ...]) -> Nearest | None:
    for size in (4, 2, 1):
        hits = _hits(list(_windows(words, size)), _windows(document.words, size))
        if not hits:
            continue
        start, found = _best(hits)
        # One or two words in a row occur almost anywhere.
        if size < SIZE and 2 * len({index + step for index, _ in found for step in range(size)}) < len(words):
            continue
        begin = max(0, start - _MARGIN)
        window = document.words[begin : start + len(words) + _MARGIN]
        matcher = Matcher(window, words, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
        place = document.location(begin + first, last - first)
        differences = tuple(_differences(matcher, window, words))
        count = sum(block.size for block in blocks)
        return Nearest(place, count, len(words), differences, is_partial=len(hits) == _MOST_TOGETHER)
    return None


def _hits(wanted: list[_T], document: Iterable[_T]) -> list[tuple[int, int]]:
    """Return the matches as pairs: index in the quotation, index in the document.

    At most `_MOST_HITS` for each item of the document and `_MOST_TOGETHER` in total.
    """
    indexes: dict[_T, list[int]] = defaultdict(list)
    for index, one in enumerate(wanted):
        indexes[one].append(index)
    found = ((index, at) for at, one in enumerate(document) for index in indexes.get(one, ())[:_MOST_HITS])
    return list(islice(found, _MOST_TOGETHER)) if indexes else []


def _windows(words: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (words[at : at + size] for at in range(len(words) - size + 1))


def _best(hits: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """Return the word at which the quotation would begin, and the matches there.

    The start with the most matches wins; matches may be off by a few words.
    """
    starts = Counter(at - index for index, at in hits)
    votes = {start: sum(starts[start + step] for step in range(-2, 3)) + starts[start] for start in starts}
    best = max(votes, key=lambda start: (votes[start], -start))
    found = [(index, at) for index, at in hits if abs(at - index - best) <= _MARGIN]
    return max(best, 0), found


def _differences(matcher: Matcher, document: tuple[str, ...], words: tuple[str, ...]) -> Iterator[str]:
    shown = 0
    for kind, i, j, k, m in matcher.get_opcodes():
        # The document continues before and after the quotation: that is not a difference.
        i, j = (max(i, j - (m - k)), j) if k == 0 else (i, min(j, i + m - k)) if m == len(words) else (i, j)
        theirs, ours = " ".join(document[i:j][:12]), " ".join(words[k:m][:12])
        if kind == "equal" or (kind == "delete" and (k == 0 or m == len(words))):
            continue
        if shown == _SHOWN:
            yield "and more"
            return
        shown += 1
        if kind == "insert":
            yield f"`{ours}` is not in the source"
        elif kind == "delete":
            yield f"`{theirs}` is missing after `{words[k - 1]}`"
        else:
            yield f"the source has `{theirs}`, the quotation `{ours}`"
