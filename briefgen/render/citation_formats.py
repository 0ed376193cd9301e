"""Citations of a page or statement as plain text, BibTeX, RIS and CSL-JSON.

Each has the `as_of` day of the briefing. Those of a brief, a statement and the whole briefing also have a content hash. The hash
shows whether the cited content has changed since. It does not depend on the layout of the YAML, on reviews, or on the look of the site.
"""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache

import msgspec

from briefgen.analysis.content_hash import content, digest, encode
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Brief
from briefgen.text.lines import collapsed
from briefgen.text.messages import gettext

_DIGITS = 16
_MOST = 140
_BETWEEN = re.compile(r"[^A-Za-z0-9]+")
# invisible, but Persian and Hebrew words and joined emoji change without them
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX = str.maketrans(_SPECIAL)
# braces in an address would end the field; percent-encoded, the address stays the same
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


class Citable(msgspec.Struct, frozen=True):
    """The data of one citation."""

    key: str
    """Citation key for reference managers: letters, digits and hyphens."""
    title: str
    container: str
    authors: tuple[str, ...]
    url: str
    as_of: Edtf | None
    hash: str
    """The hash of the cited content; empty for a page that shows parts of many briefs."""
    language: str
    source: str = ""
    """The source of a statement, in words; empty for a page."""


class Digests:
    """Content hashes of a corpus: of each brief, each statement, and all content."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._briefs: dict[str, str] = {}

    def brief(self, brief: Brief) -> str:
        """Return the hash of a brief's content, without its ids, status and reviews."""
        if brief.id not in self._briefs:
            self._briefs[brief.id] = _digest(encode(content(brief)))
        return self._briefs[brief.id]

    @staticmethod
    def statement(made: StatementAt) -> str:
        """Return the hash of a statement and its date."""
        return _digest(encode(made.date), encode(made.statement))

    @cached_property
    def whole(self) -> str:
        """Return the hash of the briefing's whole content."""
        briefs = (self.brief(self._corpus.briefs[id]).encode() for id in sorted(self._corpus.briefs))
        return _digest(encode(self._corpus.briefing), *briefs)


def _digest(*parts: bytes) -> str:
    return digest(*(part + b"\0" for part in parts), digits=_DIGITS)


def digests(corpus: Corpus) -> Digests:
    """Return the hashes of a corpus; each is computed once and cached."""
    return corpus.once(Digests)


def key_of(address: str) -> str:
    """Return the citation key of an address: ``events/x/#y`` is ``events-x--y``.

    A final `index.html` in the path is ignored.
    """
    page, _, part = address.partition("#")
    key = _BETWEEN.sub("-", page.removesuffix("index.html")).strip("-") or "home"
    # ids have no double hyphen, so the key of a statement differs from the keys of all pages
    return f"{key}--{_BETWEEN.sub('-', part)}" if part else key


def statement_title(speaker: str, words: str, event: str, *, is_quote: bool) -> str:
    """Return the title of a statement's citation: speaker, words and event.

    Long words are cut after a word, at 140 characters.
    """
    words = words if len(words) <= _MOST else words[: _MOST + 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
    return f"{speaker}: “{words}” ({event})" if is_quote else f"{speaker}: {words} ({event})"


def plain(one: Citable) -> str:
    """Return the citation as a line of text."""
    day = gettext("as of %(day)s", day=one.as_of.words()) if one.as_of else ""
    within = ", ".join(
        filter(None, (_line(one.container) if one.container not in (one.title, *one.authors) else "", day))
    )
    title = _line(one.title)
    dot = "" if title.endswith((".", "?", "!", "…")) else "."
    within = f" {within[:1].upper()}{within[1:]}." if within else ""
    source = f" {_line(one.source)}." if one.source else ""
    return f"{', '.join(map(_line, one.authors))}. {title}{dot}{within}{source} {one.url}" + (
        f" ({_hash(one)})" if one.hash else ""
    )


def bibtex(one: Citable) -> str:
    """Return the citation as a BibTeX entry in UTF-8."""
    parts = _parts(one.as_of)
    authors = " and ".join(f"{{{_tex(author)}}}" for author in one.authors)
    # double braces, so that BibTeX styles keep capital letters
    fields = [
        f"  author = {{{authors}}}",
        f"  title = {{{{{_tex(one.title)}}}}}",
        f"  howpublished = {{{_tex(one.container)}}}",
    ]
    fields += [f"  {name} = {{{number}}}" for name, number in zip(("year", "month"), parts, strict=False)]
    fields += [f"  url = {{{one.url.translate(_ADDRESS)}}}"]
    fields += [f"  note = {{{_tex(note)}}}"] if (note := _note(one)) else []
    return f"@misc{{{one.key},\n" + ",\n".join(fields) + "\n}"


def ris(one: Citable) -> str:
    """Return the citation as a RIS record."""
    parts = _parts(one.as_of)
    authors = "".join(f"AU  - {_line(author)}\n" for author in one.authors)
    note = f"N1  - {found}\n" if (found := _note(one)) else ""
    dates = f"PY  - {parts[0]}\nDA  - {'/'.join(f'{number:02}' for number in parts)}\n" if parts else ""
    return (
        f"TY  - ELEC\nID  - {one.key}\n{authors}TI  - {_line(one.title)}\nT2  - {_line(one.container)}\n{dates}"
        f"LA  - {one.language}\nUR  - {one.url}\n{note}ER  - "
    )


def csl_json(one: Citable) -> str:
    """Return the citation as CSL-JSON: a list with one item."""
    parts = _parts(one.as_of)
    authors = ", ".join(f'{{"literal": {_json(_line(author))}}}' for author in one.authors)
    note = f', "note": {_json(found)}' if (found := _note(one)) else ""
    issued = f'"issued": {{"date-parts": [[{", ".join(map(str, parts))}]]}}, ' if parts else ""
    return (
        f'[{{"id": {_json(one.key)}, "type": "webpage", "author": [{authors}], "title": {_json(_line(one.title))}, '
        f'"container-title": {_json(_line(one.container))}, {issued}"URL": {_json(one.url)}, '
        f'"language": {_json(one.language)}{note}}}]'
    )


FORMS = (("BibTeX", bibtex), ("RIS", ris), ("CSL-JSON", csl_json))


def _note(one: Citable) -> str:
    day = gettext("As of %(day)s", day=one.as_of.words()) if one.as_of else ""
    return "; ".join(filter(None, (day, _hash(one), _line(one.source))))


def _hash(one: Citable) -> str:
    return gettext("content hash %(hash)s", hash=one.hash) if one.hash else ""


@lru_cache(maxsize=64)
def _parts(date: Edtf | None) -> tuple[int, ...]:
    """Return year, month and day, as far as the date is precise.

    The result is empty for an unknown date and for years before 1.
    """
    known = (date.end or date.start) if date else None
    if known is None or known.first[0] < 1:
        return ()
    count = {"day": 3, "month": 2, "year": 1}.get(known.precision, 1)
    return known.first[:count]


@lru_cache(maxsize=256)
def _line(text: str) -> str:
    """Return the text on one line, without control characters."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    return collapsed(text)


@lru_cache(maxsize=256)
def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
