"""Degrees of certainty that a quotation stands in its source.

docs/provenance.md says when each degree holds. The degrees are machine names: commands, exports and filters use them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from briefgen.text.messages import N_, NP_
from briefgen.text.segment import TextLocation

Degree = Literal[
    "word-for-word",
    "with-omissions",
    "editors-words",
    "undecided",
    "too-short",
    "not-checked",
    "not-in-excerpt",
    "not-found",
]
DEGREES: tuple[Degree, ...] = get_args(Degree)
"""All degrees, the best first."""
FOUND: frozenset[Degree] = frozenset(DEGREES[:3])
"""The degrees of quotations that stand in their source."""
IN_WORDS: dict[Degree, str] = {
    "word-for-word": NP_("quotation", "word for word"),
    "with-omissions": NP_("quotation", "with omissions"),
    "editors-words": NP_("quotation", "with an editor's words"),
    "undecided": NP_("quotation", "not decided"),
    "too-short": NP_("quotation", "too short to check"),
    "not-checked": NP_("quotation", "not machine-checked"),
    "not-in-excerpt": NP_("quotation", "not in the excerpt"),
    "not-found": NP_("quotation", "not found"),
}
WORDS_ONLY = N_("capitals and marks not compared")
"""What an older record cannot show about a quotation whose words it contains."""


class Judgement(msgspec.Struct, frozen=True):
    """The degree of a quotation in one source, its place there, and the reason."""

    degree: Degree
    location: TextLocation | None = None
    reason: str = ""
    """Why the degree is `undecided` or `not-found` although the words stand there; else empty."""
    is_words_only: bool = False
    """Whether the record is of the first kind, which proves words in a row and nothing else."""
    is_partial: bool = False
    """Whether the search ended before the whole document was searched."""


def rank(degree: Degree) -> int:
    """Return the position of a degree, 0 for the best."""
    return DEGREES.index(degree)


def worst(degrees: Iterable[Degree]) -> Degree:
    """Return the worst of several degrees; `word-for-word` if there is none."""
    return max(degrees, key=rank, default="word-for-word")
