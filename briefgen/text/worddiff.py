"""Two texts word by word: what both say, what only the older says, and what only the newer.

Pure: knows nothing of briefs. Keeps every word: the kept and the older stretches together are the older text, the kept and the
newer ones the newer text. What reads as one change is one stretch, even where single words in it happen to be the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from briefgen.text.matching import Matcher
from briefgen.text.segment import UNSPACED

LONG = 1000
"""From how many words on, words that are everywhere no longer begin a match: it would take seconds and find the same."""
TELLING = 12
"""How many letters two words in a row have that are worth keeping between two changes, such as "line of contact"."""
LITTLE = 0.1
"""Below which share of the shorter text in common a text is another text, not an edited one."""

_SPACE = re.compile("[^\\S\u00a0\u202f]+")
# a number may have spaces between its thousands; a space that does not break is part of its word
_WORD = re.compile("\\d{1,3}(?: \\d{3})+(?!\\d)[\\S\u00a0\u202f]*|[\\S\u00a0\u202f]+")
_PART = re.compile(f"[{UNSPACED}—…]|[^{UNSPACED}—…]+")


class Run(msgspec.Struct, frozen=True):
    """A stretch of words: the same in both texts, or what stands in each in its place. Words bring the space before them."""

    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        """Return whether both texts say it."""
        return self.old == self.new


class Difference(msgspec.Struct, frozen=True):
    """All stretches of two texts in their order, and whether the newer text is another one rather than an edited one."""

    runs: tuple[Run, ...]
    is_rewritten: bool
    is_partial: bool = False
    """Whether the texts repeat so many words that they were not compared to the end."""

    @property
    def is_same(self) -> bool:
        """Return whether both texts have the same words."""
        return all(run.is_kept for run in self.runs)


def normal(text: str) -> str:
    """Return a text with one space wherever it has any number of spaces or line breaks."""
    return _SPACE.sub(" ", text).strip(" ")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words and marks of a text, each with the space before it; the first has one too, as any other word.

    A mark at either end of a word is a token of its own, one inside is not: `600,000` and `non-aggression` are one each.
    """
    found: list[str] = []
    for word in _WORD.findall(normal(text)):
        first, *rest = (piece for part in _PART.findall(word) for piece in _peeled(part))
        found += (f" {first}", *rest)
    return tuple(found)


@lru_cache(maxsize=65536)
def difference(old: str, new: str) -> Difference:
    """Return what two texts have in common and what not, in the order of reading."""
    before, after = tokens(old), tokens(new)
    matcher = Matcher(before, after, autojunk=max(len(before), len(after)) > LONG)
    stack: list[_Stretch] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        stack.append(_stretch(before, after, slice(i, j), slice(k, m), is_kept=tag == "equal"))
        while len(stack) > 2 and _is_chance(stack[-3], stack[-2], stack[-1]):
            stack[-3:] = [_joined(stack[-3:])]
    shorter = min(_letters(before), _letters(after))
    kept = sum(stretch.old_letters for stretch in stack if stretch.is_kept)
    is_same = before == after
    runs = tuple(Run("".join(before[one.old]), "".join(after[one.new])) for one in stack)
    return Difference(runs, not is_same and kept <= LITTLE * shorter, matcher.is_exhausted)


def _peeled(part: str) -> Iterator[str]:
    """Yield a word with the marks at its ends apart."""
    start, end = 0, len(part)
    while start < end and _is_mark(part[start]):
        yield part[start]
        start += 1
    while end > start and _is_mark(part[end - 1]):
        end -= 1
    if start < end:
        yield part[start:end]
    yield from part[end:]


def _is_mark(character: str) -> bool:
    # letters of many scripts carry signs that are no letters: only punctuation and symbols are marks
    return unicodedata.category(character)[0] in "PS"


class _Stretch(msgspec.Struct, frozen=True):
    old: slice
    new: slice
    is_kept: bool
    old_letters: int
    new_letters: int
    words: int


def _stretch(before: Sequence[str], after: Sequence[str], old: slice, new: slice, *, is_kept: bool) -> _Stretch:
    words = sum(any(map(str.isalnum, token)) for token in after[new])
    return _Stretch(old, new, is_kept, _letters(before[old]), _letters(after[new]), words)


def _letters(found: Sequence[str]) -> int:
    return sum(map(str.isalnum, "".join(found)))


def _is_chance(before: _Stretch, island: _Stretch, after: _Stretch) -> bool:
    """Return whether words that stayed between two changes are fewer than either change, and no telling phrase."""
    if before.is_kept or after.is_kept or not island.is_kept:
        return False
    if island.words > 1 and island.old_letters >= TELLING:
        return False
    return island.old_letters < min(max(one.old_letters, one.new_letters) for one in (before, after))


def _joined(stretches: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(
        old=slice(stretches[0].old.start, stretches[-1].old.stop),
        new=slice(stretches[0].new.start, stretches[-1].new.stop),
        is_kept=False,
        old_letters=sum(one.old_letters for one in stretches),
        new_letters=sum(one.new_letters for one in stretches),
        words=sum(one.words for one in stretches),
    )
