"""Index of the items of a sequence, to find many short sequences in a long one.

Steps are counted, not timed, so that the result is the same on every machine.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

_T = TypeVar("_T", bound="str | bytes")

_ITEMS_A_STEP = 32


class Steps:
    """A number of steps that a search may take."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.is_exhausted = False
        """Whether the steps ended before the search did."""

    def take(self, count: int) -> bool:
        """Take some steps; return whether the search may go on."""
        self.left -= count
        self.is_exhausted = self.is_exhausted or self.left <= 0
        return not self.is_exhausted


class Occurrences(Generic[_T]):
    """The places of each item of a sequence, found in one pass."""

    def __init__(self, items: Sequence[_T]) -> None:
        numbers: dict[_T, int] = {}
        self._numbers = numbers
        self._items = array("L", (numbers.setdefault(item, len(numbers)) for item in items))
        counts = array("L", bytes(array("L").itemsize * len(numbers)))
        for number in self._items:
            counts[number] += 1
        self._ends = array("L", accumulate(counts))
        self._counts = counts
        self._order = array("L", bytes(array("L").itemsize * len(self._items)))
        next_place = array("L", (end - count for end, count in zip(self._ends, counts, strict=True)))
        for place, number in enumerate(self._items):
            self._order[next_place[number]] = place
            next_place[number] += 1

    def places(self, wanted: Sequence[_T], steps: Steps) -> Iterator[int]:
        """Yield each index at which these items stand in a row, in order.

        It ends when the steps end; `steps.is_exhausted` is then true. No items are found nowhere.
        """
        numbers = array("L", (self._numbers.get(item, len(self._numbers)) for item in wanted))
        if not numbers or max(numbers) == len(self._numbers) or not steps.take(1 + len(numbers) // _ITEMS_A_STEP):
            return
        rarest = min(range(len(numbers)), key=lambda index: self._counts[numbers[index]])
        end = self._ends[numbers[rarest]]
        cost = 1 + len(numbers) // _ITEMS_A_STEP
        for index in range(end - self._counts[numbers[rarest]], end):
            if not steps.take(cost):
                return
            first = self._order[index] - rarest
            if first >= 0 and self._items[first : first + len(numbers)] == numbers:
                yield first
