"""Old and new wording, word by word.

Also decides whether two texts differ in typography only.

Invariant: the pieces `same` and `gone` together are the old text, and `same` and `new` the new one. Each run of spaces
is one space (`tests/unit/changes/test_words.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.changes.list_items import likeness
from briefgen.changes.types import WordPiece
from briefgen.text.matching import Matcher
from briefgen.text.worddiff import difference, normal

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_BREAK = "\n\n"
_QUOTES = dict.fromkeys("„“”«»‟❝❞＂", '"') | dict.fromkeys("‘’‚‛`´＇", "'") | dict.fromkeys("‹›「」『』", '"')
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u205f\u3000", " ")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE: dict[str, str | None] = {"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
_FOLDED = str.maketrans({**_QUOTES, **_SPACES, **_LIGATURES, **_INVISIBLE})
_DASH = re.compile(r"(?<=\s)[-‐‑‒–—―](?=\s)|[—―]")
REWRITTEN = 0.5
"""The share of words in common below which a text counts as rewritten and is shown twice as a whole."""


def is_typography(old: str, new: str, *, keeps_paragraphs: bool) -> bool:
    """Return whether two texts differ only in typography.

    That is in quotation marks, dashes, spaces and line breaks.

    Never folded: signs that carry meaning, separators in numbers, apostrophes and hyphens inside words, capitals, and a
    final sign. ``keeps_paragraphs`` is for words of others: there a paragraph break can join two remarks.
    """
    return _plain(old, keeps_paragraphs) == _plain(new, keeps_paragraphs)


def _plain(text: str, keeps_paragraphs: bool) -> str:
    folded = _DASH.sub("—", text.translate(_FOLDED))
    paragraphs = _PARAGRAPH.split(folded.strip()) if keeps_paragraphs else [folded]
    return _BREAK.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def is_rewritten(old: str, new: str) -> bool:
    """Return whether two texts share less than half of their words."""
    return likeness(old, new) < REWRITTEN


def pieces(old: str, new: str) -> tuple[WordPiece, ...]:
    """Return the kept, removed and added runs of two texts.

    They are in reading order, paragraph by paragraph.
    """
    before, after = _PARAGRAPH.split(old.strip()), _PARAGRAPH.split(new.strip())
    return tuple(_joined(_paragraphs(before, after)))


def _paragraphs(before: list[str], after: list[str]) -> Iterator[WordPiece]:
    if len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _one(old, new, _BREAK if number else "")
        return
    gap_old = gap_new = ""
    for tag, i, j, k, m in Matcher(before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            for paragraph in before[i:j]:
                yield from _one("", "", gap_old, gap_new)
                yield WordPiece("same", normal(paragraph))
                gap_old = gap_new = _BREAK
        elif tag == "replace" and j - i == m - k:
            for old, new in zip(before[i:j], after[k:m], strict=True):
                yield from _one("", "", gap_old, gap_new)
                yield from _one(old, new, "")
                gap_old = gap_new = _BREAK
        else:
            for paragraph in before[i:j]:
                yield WordPiece("gone", gap_old + normal(paragraph))
                gap_old = _BREAK
            for paragraph in after[k:m]:
                yield WordPiece("new", gap_new + normal(paragraph))
                gap_new = _BREAK


def _one(old: str, new: str, gap: str, other_gap: str | None = None) -> Iterator[WordPiece]:
    other_gap = gap if other_gap is None else other_gap
    if gap == other_gap:
        yield WordPiece("same", gap)
    else:
        yield WordPiece("gone", gap)
        yield WordPiece("new", other_gap)
    runs = [(run.old, run.new) for run in difference(old, new).runs]
    if not runs:
        return
    # each run has the space before it, which the first word of a text has not
    (before, after), rest = runs[0], runs[1:]
    runs[0] = (before.removeprefix(" "), after.removeprefix(" "))
    if rest and not (before and after):
        moved = rest[0][0][:1]
        runs[0] = tuple(text and text + moved for text in runs[0])  # type: ignore[assignment]  # two texts
        runs[1] = (rest[0][0].removeprefix(moved), rest[0][1].removeprefix(moved))
    for before, after in runs:
        if before == after:
            yield WordPiece("same", before)
            continue
        shared = " " if before[:1] == after[:1] == " " else ""
        yield WordPiece("same", shared)
        yield WordPiece("gone", before[len(shared) :])
        yield WordPiece("new", after[len(shared) :])


def _joined(found: Iterator[WordPiece]) -> Iterator[WordPiece]:
    """Yield the pieces without empty ones, and neighbours of one kind as one piece."""
    last: WordPiece | None = None
    for piece in found:
        if not piece.text:
            continue
        if last is not None and last.op == piece.op:
            last = WordPiece(last.op, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
