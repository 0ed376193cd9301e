"""Write one space between two words.

More spaces are usually left over from cutting and pasting.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides  met.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.analysis.editorial_voice import own_prose, own_titles
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.text.outline import table_lines
from briefgen.text.typography import surroundings, without_code

CODE = "BG476"
SEVERITY = Severity.NOTE
IS_LOCAL = True
_MOST = 20
"""The most places that are reported in one text."""

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
# Possessive, because a run of number signs could otherwise be divided in exponentially many ways.
_BEGINS_A_BLOCK = re.compile(r"[ \t]*+(?:(?:[-*+>]|#++|\d{1,9}+[.)])[ \t]*+)++")


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield each place with more than one space between two words of a line."""
    for id, field in own_prose(corpus, b"  ", skip=skip):
        if "  " in field.text:
            yield from _found(id, field.at, field.text, without_code(field.text))
    for id, at, title in own_titles(corpus, skip=skip):
        if "  " in title:
            yield from _found(id, at, title, title)


def _found(id: str, at: At, text: str, words: str) -> Iterator[Finding]:
    tables = table_lines(text)
    for match in islice(_SPACES.finditer(words), _MOST):
        # editors align the cells of a table with spaces
        if tables and words.count("\n", 0, match.start()) in tables:
            continue
        line = words[words.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _BEGINS_A_BLOCK.fullmatch(line):
            continue
        message = f"{len(match[0])} spaces between two words"
        fix, word = _repair(at, text, match)
        yield Finding(id, at, message, help="leave one", fix=fix, word=word)


def _repair(at: At, text: str, match: re.Match[str]) -> tuple[UnplacedFix | None, str]:
    place = surroundings(text, match.start(), match.end())
    if place is None:
        return None, match[0]
    start, end = place
    old = text[start:end]
    new = f"{text[start : match.start()]} {text[match.end() : end]}"
    return UnplacedFix("leave one space", (UnplacedEdit(at, new, old=old),), is_safe=True), old
