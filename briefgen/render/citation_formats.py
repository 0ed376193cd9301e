"""How to cite a page or a statement: as plain text, BibTeX, RIS and CSL-JSON, with the day it describes and the content's hash.

The hash tells whether what is cited still says the same: it follows from the content, not from its layout, its reviews or the look
of the site.
"""

from __future__ import annotations

import json
import re
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.corpus.memo import once
from briefgen.model.edtf import Edtf
from briefgen.model.field_order import shape_of
from briefgen.model.kinds._base import Brief

_DIGITS = 16
_MOST = 140
_BETWEEN = re.compile(r"[^A-Za-z0-9]+")
# seen by nobody, but words of Persian or Hebrew and joined emoji are others without them
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
_encode = msgspec.json.Encoder(enc_hook=str).encode
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX = str.maketrans(_SPECIAL)
# braces in an address would end the field; as escapes they lead to the same place
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


class Citable(msgspec.Struct, frozen=True):
    """What a citation names."""

    key: str
    """Letters, digits and hyphens: what reference managers call it."""
    title: str
    container: str
    authors: tuple[str, ...]
    url: str
    as_of: Edtf | None
    hash: str
    language: str


class Digests:
    """The hashes of a corpus's content: of each brief, each statement, and of the whole."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._briefs: dict[str, str] = {}

    def brief(self, brief: Brief) -> str:
        """Return the hash of a brief's content: not of its ids, its status or its reviews."""
        if brief.id not in self._briefs:
            plain = msgspec.structs.replace(
                brief, id="", formerly=(), status="published", reviewed=None, **_sorted(brief, _unordered(type(brief)))
            )
            self._briefs[brief.id] = _digest(_encode(plain))
        return self._briefs[brief.id]

    @staticmethod
    def statement(made: StatementAt) -> str:
        """Return the hash of a statement with its date."""
        return _digest(_encode(made.date), _encode(made.statement))

    @cached_property
    def whole(self) -> str:
        """Return the hash of all that the briefing says."""
        briefs = (self.brief(self._corpus.briefs[id]).encode() for id in sorted(self._corpus.briefs))
        return _digest(_encode(self._corpus.briefing), *briefs)


def _digest(*parts: bytes) -> str:
    found = blake2b(digest_size=_DIGITS // 2)
    for part in parts:
        found.update(part)
        found.update(b"\0")
    return found.hexdigest()


@cache
def _unordered(kind: type[Brief]) -> tuple[str, ...]:
    return tuple(name for name, shape in shape_of(kind).fields.items() if shape.is_unordered)


def _sorted(brief: Brief, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: tuple(sorted(getattr(brief, name))) for name in names if name != "formerly"}


def digests(corpus: Corpus) -> Digests:
    """Return the hashes of a corpus, each computed once for all who ask."""
    return once(corpus, Digests)


def key_of(address: str) -> str:
    """Return a key for an address: ``events/x/#y`` is ``events-x--y``, with or without the name of a file."""
    page, _, part = address.partition("#")
    key = _BETWEEN.sub("-", page.removesuffix("index.html")).strip("-") or "home"
    # one hyphen more than any id has, so that a statement's key is never that of another page
    return f"{key}--{_BETWEEN.sub('-', part)}" if part else key


def statement_title(speaker: str, words: str, event: str, *, is_quote: bool) -> str:
    """Return what a citation of a statement is called: who said what, and where."""
    words = words if len(words) <= _MOST else words[: _MOST + 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
    return f"{speaker}: “{words}” ({event})" if is_quote else f"{speaker}: {words} ({event})"


def plain(one: Citable) -> str:
    """Return the citation as a line of text."""
    day = f"as of {one.as_of.words()}" if one.as_of else ""
    within = ", ".join(
        filter(None, (_line(one.container) if one.container not in (one.title, *one.authors) else "", day))
    )
    title = _line(one.title)
    dot = "" if title.endswith((".", "?", "!", "…")) else "."
    within = f" {within[:1].upper()}{within[1:]}." if within else ""
    return f"{', '.join(map(_line, one.authors))}. {title}{dot}{within} {one.url} (content hash {one.hash})"


def bibtex(one: Citable) -> str:
    """Return the citation as a BibTeX entry; letters beyond ASCII stay as they are (UTF-8)."""
    parts = _parts(one.as_of)
    authors = " and ".join(f"{{{_tex(author)}}}" for author in one.authors)
    # doubled braces keep capitals
    fields = [
        f"  author = {{{authors}}}",
        f"  title = {{{{{_tex(one.title)}}}}}",
        f"  howpublished = {{{_tex(one.container)}}}",
    ]
    fields += [f"  {name} = {{{number}}}" for name, number in zip(("year", "month"), parts, strict=False)]
    fields += [f"  url = {{{one.url.translate(_ADDRESS)}}}", f"  note = {{{_tex(_note(one))}}}"]
    return f"@misc{{{one.key},\n" + ",\n".join(fields) + "\n}"


def ris(one: Citable) -> str:
    """Return the citation as a RIS record."""
    parts = _parts(one.as_of)
    authors = "".join(f"AU  - {_line(author)}\n" for author in one.authors)
    dates = f"PY  - {parts[0]}\nDA  - {'/'.join(f'{number:02}' for number in parts)}\n" if parts else ""
    return (
        f"TY  - ELEC\nID  - {one.key}\n{authors}TI  - {_line(one.title)}\nT2  - {_line(one.container)}\n{dates}"
        f"LA  - {one.language}\nUR  - {one.url}\nN1  - {_note(one)}\nER  - "
    )


def csl_json(one: Citable) -> str:
    """Return the citation as CSL-JSON, a list of one."""
    parts = _parts(one.as_of)
    authors = ", ".join(f'{{"literal": {_json(_line(author))}}}' for author in one.authors)
    issued = f'"issued": {{"date-parts": [[{", ".join(map(str, parts))}]]}}, ' if parts else ""
    return (
        f'[{{"id": {_json(one.key)}, "type": "webpage", "author": [{authors}], "title": {_json(_line(one.title))}, '
        f'"container-title": {_json(_line(one.container))}, {issued}"URL": {_json(one.url)}, '
        f'"language": {_json(one.language)}, "note": {_json(_note(one))}}}]'
    )


FORMS = (("BibTeX", bibtex), ("RIS", ris), ("CSL-JSON", csl_json))


def _note(one: Citable) -> str:
    day = f"As of {one.as_of.words()}; " if one.as_of else ""
    return f"{day}content hash {one.hash}"


@lru_cache(maxsize=64)
def _parts(date: Edtf | None) -> tuple[int, ...]:
    """Return year, month and day as far as they were given."""
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
    return " ".join(text.split())


@lru_cache(maxsize=256)
def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
