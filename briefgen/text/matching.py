"""Match two sequences of words in a bounded number of steps.

`difflib` compares every pair of equal words again for each block that it finds. For repeated words this takes cubic
time. Steps are counted, not timed, so that the result is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher

STEPS = 400
"""The most pairs of equal words compared for each word; edited prose of 15,000 words needs fewer than 150."""
MOST_STEPS = 6_000_000
"""The most pairs of equal words compared for two texts of any length."""


class Matcher(SequenceMatcher[str]):
    """A `SequenceMatcher` of words with a limited number of steps.

    After the last step, the rest matches only in the words with which both sides begin or end.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], *, autojunk: bool) -> None:
        super().__init__(None, old, new, autojunk=autojunk)
        self._old = old
        self._new = new
        self.is_exhausted = False
        """Whether the steps ended before the texts were compared to the end."""
        self._left = min(STEPS * (len(old) + len(new)), MOST_STEPS)
        self._pairs = [0]
        places: dict[str, list[int]] = vars(self)["b2j"]
        for word in old:
            self._pairs.append(self._pairs[-1] + len(places.get(word, ())) + 1)

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest common block.

        After the last step, it is the common block at the beginning or else at the end.
        """
        old_end = len(self._old) if ahi is None else ahi
        new_end = len(self._new) if bhi is None else bhi
        steps = self._pairs[old_end] - self._pairs[alo]
        if steps <= self._left:
            self._left -= steps
            return super().find_longest_match(alo, old_end, blo, new_end)
        self.is_exhausted = True
        return self._at_an_end(alo, old_end, blo, new_end)

    def _at_an_end(self, alo: int, ahi: int, blo: int, bhi: int) -> Match:
        most = min(ahi - alo, bhi - blo)
        size = 0
        while size < most and self._old[alo + size] == self._new[blo + size]:
            size += 1
        if size:
            return Match(alo, blo, size)
        while size < most and self._old[ahi - 1 - size] == self._new[bhi - 1 - size]:
            size += 1
        return Match(ahi - size, bhi - size, size)
