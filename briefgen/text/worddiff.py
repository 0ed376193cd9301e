"""Compare two texts word by word: kept, removed and added runs.

Invariant: the kept and old runs together are the old text; the kept and new runs together are the new text. A change is
one run, even if single words in it are the same by chance. `tests/property/test_wording_laws.py` tests this.
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
"""Words above which frequent words no longer start a match, to save time."""
PHRASE_LETTERS = 12
"""Letters in a phrase of two or more words that is kept between two changes."""
REWRITTEN_SHARE = 0.1
"""Share of the shorter text in common; at or below it, a text counts as rewritten."""

_SPACE = re.compile("[^\\S\u00a0\u202f]+")
# numbers may have spaces as thousands separators; a no-break space is part of its word
_WORD = re.compile("\\d{1,3}(?: \\d{3})+(?!\\d)[\\S\u00a0\u202f]*|[\\S\u00a0\u202f]+")
_PART = re.compile(f"[{UNSPACED}—…]|[^{UNSPACED}—…]+")


class Run(msgspec.Struct, frozen=True):
    """A run of words: the same in both texts, or an old and a new wording.

    Each word includes the space before it.
    """

    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        """Return whether the run is the same in both texts."""
        return self.old == self.new


class Difference(msgspec.Struct, frozen=True):
    """All runs of two texts in order, and whether the new text is a rewritten one."""

    runs: tuple[Run, ...]
    is_rewritten: bool
    is_partial: bool = False
    """Whether the comparison ended early because too many words repeat."""

    @property
    def is_same(self) -> bool:
        """Return whether both texts have the same words."""
        return all(run.is_kept for run in self.runs)


def normal(text: str) -> str:
    """Return a text with each run of spaces or line breaks as one space."""
    return _SPACE.sub(" ", text).strip(" ")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words and punctuation of a text, each with the space before it.

    The first token also has a space. Punctuation at either end of a word is a token; inside a word it is not. So
    `600,000` and `non-aggression` are one token each.
    """
    found: list[str] = []
    for word in _WORD.findall(normal(text)):
        first, *rest = (piece for part in _PART.findall(word) for piece in _split_punctuation(part))
        found += (f" {first}", *rest)
    return tuple(found)


@lru_cache(maxsize=65536)
def difference(old: str, new: str) -> Difference:
    """Return the kept and changed runs of two texts, in reading order."""
    before, after = tokens(old), tokens(new)
    matcher = Matcher(before, after, autojunk=max(len(before), len(after)) > LONG)
    stack: list[_Stretch] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        stack.append(_stretch(before, after, slice(i, j), slice(k, m), is_kept=tag == "equal"))
        while len(stack) > 2 and _is_coincidence(stack[-3], stack[-2], stack[-1]):
            stack[-3:] = [_joined(stack[-3:])]
    shorter = min(_letters(before), _letters(after))
    kept = sum(stretch.old_letters for stretch in stack if stretch.is_kept)
    # what was not compared to the end may have words in common
    may_be_rewritten = before != after and not matcher.is_exhausted
    runs = tuple(Run("".join(before[one.old]), "".join(after[one.new])) for one in stack)
    return Difference(runs, may_be_rewritten and kept <= REWRITTEN_SHARE * shorter, matcher.is_exhausted)


def _split_punctuation(part: str) -> Iterator[str]:
    """Yield a word and the punctuation at its ends separately."""
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
    # combining signs of many scripts are not letters, so test for punctuation and symbols instead
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


def _is_coincidence(before: _Stretch, island: _Stretch, after: _Stretch) -> bool:
    """Return whether a kept run between two changes is the same only by chance.

    It is, if it has fewer letters than either change and is not a phrase.
    """
    if before.is_kept or after.is_kept or not island.is_kept:
        return False
    if island.words > 1 and island.old_letters >= PHRASE_LETTERS:
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
