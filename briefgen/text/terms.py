"""Find explained terms in prose, with one expression for all terms.

Quotations are skipped: a briefing explains its own words, and changes nothing in the words of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.text.segment import UNSPACED


class Explained(msgspec.Struct, frozen=True):
    """A term: its address in the site, its meaning, and its spellings."""

    url: str
    meaning: str
    spellings: tuple[str, ...]


class TermMention(msgspec.Struct, frozen=True):
    """A mention of a term in a text, from ``start`` to ``end``."""

    start: int
    end: int
    term: Explained


_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""Each opening quotation mark with the marks that close it."""
_LETTER = re.compile(rf"[^\W{UNSPACED}]")


class Terms:
    """The terms of a briefing, compiled once."""

    def __init__(self, terms: Iterable[Explained] = ()) -> None:
        self._terms: dict[str, Explained] = {}
        for term in terms:
            for spelling in term.spellings:
                self._terms.setdefault(_one_spaced(spelling), term)
        longest_first = sorted(self._terms, key=lambda spelling: (-len(spelling), spelling))
        any_term = "|".join(map(_pattern, longest_first))
        self._any = re.compile(any_term) if any_term else None
        self._marks_or_terms = re.compile(rf'[“”„«»"]|(?:{any_term})')

    def are_in(self, text: str) -> bool:
        """Return whether the text has a term, in quotations or outside them."""
        return self._any is not None and self._any.search(text) is not None

    def mentions(self, text: str, closing: str = "") -> tuple[list[TermMention], str]:
        """Return the mentions outside quotations, and the state at the end of the text.

        The state is the marks that close a quotation that is open there, or empty.
        ``closing`` are the marks that close a quotation which an earlier part of the same line opened.
        """
        found: list[TermMention] = []
        for match in self._marks_or_terms.finditer(text):
            mark = match[0]
            if closing:
                closing = "" if mark in closing else closing
            elif mark in _CLOSING:
                closing = _CLOSING[mark]
            elif (term := self._term(mark)) is not None:
                found.append(TermMention(match.start(), match.end(), term))
        return found, closing

    def _term(self, written: str) -> Explained | None:
        words = _one_spaced(written)
        return self._terms.get(words) or self._terms.get(words[:1].lower() + words[1:])


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _pattern(spelling: str) -> str:
    """Return an expression for a spelling: whole words, and a capital where a sentence may start with one."""
    first, rest = spelling[0], spelling[1:]
    start = f"[{re.escape(first)}{re.escape(first.upper())}]" if len(first.upper()) == 1 else re.escape(first)
    before = r"(?<!\w)" if _LETTER.match(first) else ""
    after = r"(?!\w)" if _LETTER.match(spelling[-1]) else ""
    words = r"\s+".join(map(re.escape, rest.split(" ")))
    return f"{before}{start}{words}{after}"


def slugs(terms: Iterable[str]) -> Iterator[str]:
    """Yield an anchor for each term, with a number where two are the same."""
    taken: set[str] = set()
    for term in terms:
        slug = anchor = "-".join(("term", *re.findall(r"[^\W_]+", term.casefold())))
        number = 2
        while anchor in taken:
            anchor, number = f"{slug}-{number}", number + 1
        taken.add(anchor)
        yield anchor
