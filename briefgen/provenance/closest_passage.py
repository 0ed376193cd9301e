"""Find the passage of a document that is closest to a quotation, and compare them.

For messages about quotations that were not found. A fingerprint alone gives only the location; differences need the
text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from briefgen.corpus.records import Record
from briefgen.provenance.quotations import parts
from briefgen.text.segment import Passages, TextLocation
from briefgen.text.shingles import SIZE, each, shingled

_MOST_WORDS = 600
_MOST_HITS = 40
_MARGIN = 6
_SHOWN = 3


class Nearest(msgspec.Struct, frozen=True):
    """The closest passage: location, number of shared words, and differences.

    `words` of the quotation's `of` words were found there. `differences` is empty if they are unknown.
    """

    location: TextLocation
    words: int
    of: int
    differences: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Return the passage as a line for a diagnostic's `help`."""
        found = f"closest passage is {self.location.words()}, with {self.words} of its {self.of} words"
        return f"{found}: {'; '.join(self.differences)}" if self.differences else found


def nearest(record: Record, text: str) -> Nearest | None:
    """Return the passage closest to the quotation `text`, or None if none is similar."""
    words = tuple(word for part in parts(text) for word in part.words)[:_MOST_WORDS]
    if record.text is not None:
        return _in_text(record.text, words)
    hits = [
        (index, at)
        for index, one in enumerate(each(shingled(words, record.id)))
        for at in _some(record.print.runs(one))
    ]
    if not hits:
        return None
    _, found = _best(hits)
    covered = {index + step for index, _ in found for step in range(SIZE)}
    start = min(at for _, at in found)
    end = max(at for _, at in found) + SIZE
    return Nearest(record.print.location(start, end - start), len(covered), len(words))


def _in_text(document: Passages, words: tuple[str, ...]) -> Nearest | None:
    for size in (4, 2, 1):
        hits = list(_hits(document.words, words, size))
        if not hits:
            continue
        start, found = _best(hits)
        # One or two words in a row occur almost anywhere.
        if size < SIZE and 2 * len({index + step for index, _ in found for step in range(size)}) < len(words):
            continue
        begin = max(0, start - _MARGIN)
        window = document.words[begin : start + len(words) + _MARGIN]
        matcher = SequenceMatcher(None, window, words, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
        place = document.location(begin + first, last - first)
        return Nearest(place, sum(b.size for b in blocks), len(words), tuple(_differences(matcher, window, words)))
    return None


def _hits(document: tuple[str, ...], words: tuple[str, ...], size: int) -> Iterator[tuple[int, int]]:
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(words) - size + 1):
        wanted[words[index : index + size]].append(index)
    if not wanted:
        return
    for at in range(len(document) - size + 1):
        for index in wanted.get(document[at : at + size], ())[:_MOST_HITS]:
            yield index, at


def _some(positions: Iterator[int]) -> Iterator[int]:
    return (at for at, _ in zip(positions, range(_MOST_HITS), strict=False))


def _best(hits: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """Return the word at which the quotation would begin, and the matches there.

    The start with the most matches wins; matches may be off by a few words.
    """
    starts = Counter(at - index for index, at in hits)
    votes = {start: sum(starts[start + step] for step in range(-2, 3)) + starts[start] for start in starts}
    best = max(votes, key=lambda start: (votes[start], -start))
    found = [(index, at) for index, at in hits if abs(at - index - best) <= _MARGIN]
    return max(best, 0), found


def _differences(matcher: SequenceMatcher[str], document: tuple[str, ...], words: tuple[str, ...]) -> Iterator[str]:
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
