"""Compare words found in a document with a quotation, mark by mark.

A question mark that differs makes another claim: `not-found`. Where a capital, a letter's form, a hyphen, an apostrophe
or a sentence end differs, the machine does not decide: `undecided`. Other marks are typography.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.provenance.degrees import Degree
from briefgen.text import word_classes
from briefgen.text.messages import lazy
from briefgen.text.passages import Passages
from briefgen.text.shingles import Fingerprint
from briefgen.text.tokens import (
    APOSTROPHE,
    BRACKETED,
    BROKEN,
    CLASS,
    FREE_CASE,
    HYPHEN,
    INITIAL,
    LOWER,
    NO_MARK,
    NOTE,
    OUTER_QUESTION,
    PAUSE,
    QUESTION,
    STOP,
    TRAILING,
    UPPER,
    Tokens,
    case_of,
    mark_of,
)

Document = Passages | Fingerprint

_QUESTIONS = (QUESTION, OUTER_QUESTION)
_ENDS = (STOP, QUESTION, OUTER_QUESTION, TRAILING)
_HEADLINE = 3
"""The fewest words in capitals that count as a headline, whose case is not compared."""


class Discrepancy(msgspec.Struct, frozen=True):
    """What differs between a document and a quotation, and the degree that follows."""

    degree: Degree
    reason: str


def is_as_it_stands(theirs: list[int], tokens: Tokens) -> bool:
    """Return whether the document has the ellipses and brackets of a quotation."""
    last = len(theirs) - 1
    for index, (one, other) in enumerate(zip(theirs, tokens.features, strict=True)):
        if other & BRACKETED and not one & BRACKETED:
            return False
        if index < last and mark_of(other) == TRAILING and mark_of(one) != TRAILING:
            return False
    return True


def differences(document: Document, first: int, tokens: Tokens) -> Iterator[Discrepancy]:
    """Yield what differs between words of a document and a part of a quotation.

    The words begin at an index of the document, and their keys must be the same.
    """
    if document.features is None:
        return
    theirs = document.features[first : first + len(tokens.keys)].tolist()
    ours = tokens.features.tolist()
    last = len(ours) - 1
    for index in document.misspelled(first, tokens):
        yield _undecided(lazy("the source spells %(word)s otherwise", word=_named(tokens, index)))
    if theirs == ours:
        yield from _at_the_end(theirs[last], tokens, last)
        return
    yield from _in_brackets(theirs, tokens)
    headline: frozenset[int] | None = None
    for index, (one, other) in enumerate(zip(theirs, ours, strict=True)):
        if one != other:
            yield from _in_word(one, other, tokens, index)
            is_start = index == 0 or mark_of(theirs[index - 1]) in _ENDS or mark_of(ours[index - 1]) in _ENDS
            if not _is_same_case(one, other, is_start=is_start):
                headline = _headline(theirs, tokens) if headline is None else headline
                if index not in headline:
                    yield _undecided(lazy("the source has other capitals in %(word)s", word=_named(tokens, index)))
            if index < last:
                yield from _behind_word(one, other, tokens, index)
    yield from _at_the_end(theirs[last], tokens, last)


def _is_same_case(one: int, other: int, *, is_start: bool) -> bool:
    """Return whether the capitals of two words are the same, or those of a sentence's first word."""
    cases = {case_of(one), case_of(other)}
    return len(cases) == 1 or (bool(is_start or other & FREE_CASE) and cases == {LOWER, INITIAL})


def _in_word(one: int, other: int, tokens: Tokens, index: int) -> Iterator[Discrepancy]:
    word = _named(tokens, index)
    if (one ^ other) & HYPHEN and not (one | other) & BROKEN:
        yield _undecided(lazy("a hyphen differs in %(word)s", word=word))
    if (one ^ other) & APOSTROPHE:
        yield _undecided(lazy("an apostrophe differs in %(word)s", word=word))


def _in_brackets(theirs: list[int], tokens: Tokens) -> Iterator[Discrepancy]:
    """Yield the first word that the source has in square brackets and the quotation has not.

    A passage may begin or end inside of brackets; it then has one bracket of a pair.
    """
    last = len(theirs) - 1
    missing = [
        bool(one & BRACKETED and not other & BRACKETED) for one, other in zip(theirs, tokens.features, strict=True)
    ]
    if all(missing):
        return
    first = 0
    if "]" in tokens.text:
        while missing[first]:
            first += 1
    if "[" in tokens.text:
        while missing[last]:
            last -= 1
    for index in range(first, last + 1):
        if missing[index]:
            yield _undecided(lazy("the source has %(word)s in square brackets", word=_named(tokens, index)))
            return


def _behind_word(one: int, other: int, tokens: Tokens, index: int) -> Iterator[Discrepancy]:
    """Yield what differs in the mark behind a word that is not the last."""
    word = _named(tokens, index)
    theirs, ours = mark_of(one), mark_of(other)
    if (theirs in _QUESTIONS) != (ours in _QUESTIONS):
        yield Discrepancy("not-found", lazy("a question mark differs behind %(word)s", word=word))
    elif (theirs == STOP) != (ours == STOP) and TRAILING not in (theirs, ours):
        yield _undecided(lazy("a sentence end differs behind %(word)s", word=word))
    elif one & CLASS == word_classes.NEGATION and {theirs, ours} == {PAUSE, NO_MARK}:
        yield _undecided(lazy("a comma differs behind %(word)s", word=word))
    if other & NOTE and not one & NOTE:
        yield _undecided(lazy("the source has no note behind %(word)s", word=word))


def _at_the_end(one: int, tokens: Tokens, last: int) -> Iterator[Discrepancy]:
    """Yield whether a question mark at the end differs.

    If the source closes quotation marks first and the quotation does not, the question is that of the sentence around
    the quotation.
    """
    theirs, ours = mark_of(one), mark_of(tokens.features[last])
    is_around = theirs == OUTER_QUESTION and not tokens.closes(last)
    if (theirs in _QUESTIONS) != (ours in _QUESTIONS) and not (is_around and ours not in _QUESTIONS):
        yield Discrepancy("not-found", lazy("a question mark differs behind %(word)s", word=_named(tokens, last)))


def _headline(theirs: list[int], tokens: Tokens) -> frozenset[int]:
    """Return the indexes of words that the source sets in capitals as a part of a headline."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(theirs) + 1):
        if index < len(theirs) and _is_capital(theirs[index], tokens.keys[index]):
            run.append(index)
            continue
        if sum(case_of(theirs[at]) != LOWER for at in run) >= _HEADLINE:
            found.update(run)
        run = []
    return frozenset(found)


def _is_capital(one: int, key: str) -> bool:
    has_letters = any(letter.isalpha() for letter in key)
    return not has_letters or case_of(one) == UPPER or (case_of(one) == INITIAL and len(key) == 1)


def _undecided(reason: str) -> Discrepancy:
    return Discrepancy("undecided", reason)


def _named(tokens: Tokens, index: int) -> str:
    return f"`{tokens.surface(index)}`"
