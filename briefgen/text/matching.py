"""Find what two sequences of words have in common, within a number of steps that grows with their length.

`difflib` looks at every pair of equal words again for each stretch that it finds: cubic time for words in a row that repeat.
Steps are counted, never timed, so that the result is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher

STEPS = 400
"""How many pairs of equal words are looked at for each word; edited prose of 15,000 words needs fewer than 150."""
MOST_STEPS = 6_000_000
"""The most pairs that are looked at, however long the texts are."""


class Matcher(SequenceMatcher[str]):
    """A `SequenceMatcher` of words that stops looking for the longest stretch when its steps are used up.

    What then remains has only the words in common with which both sides begin or end.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], *, autojunk: bool) -> None:
        super().__init__(None, old, new, autojunk=autojunk)
        self._old = old
        self._new = new
        self.is_exhausted = False
        """Whether the steps ended before all was compared."""
        self._left = min(STEPS * (len(old) + len(new)), MOST_STEPS)
        self._pairs = [0]
        places: dict[str, list[int]] = vars(self)["b2j"]
        for word in old:
            self._pairs.append(self._pairs[-1] + len(places.get(word, ())) + 1)

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest stretch in common or, after the last step, the one at the beginning or the end."""
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
