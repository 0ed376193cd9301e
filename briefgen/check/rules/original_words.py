"""`original` needs a `quote` that translates it.

`original` holds the words as they were spoken, and `quote` their translation. So there is a quote, its words differ
from the original, and the original is not in the briefing's language. In an entry of a point, the translation is the
`text` with `wording: verbatim`.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        quote: We will not sign
        original: {text: We will not sign, lang: uk}
        cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        quote: We will not sign
        original: {text: Ми не підпишемо, lang: uk}
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds._parts import Original
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point

CODE = "BG445"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield originals without a quote or wording that can be their translation."""
    language = _primary(corpus.briefing.language)
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.original is not None:
                part = _Part(event.id, ("statements", index), "quote", "quote", statement.quote)
                yield from _wrong(part, statement.original, language)
    for point in corpus.of(Point):
        for index, entry in enumerate(point.versions):
            if entry.original is not None:
                words = entry.text if entry.wording == "verbatim" else None
                yield from _wrong(
                    _Part(point.id, ("versions", index), "text", "verbatim `text`", words), entry.original, language
                )


class _Part(msgspec.Struct, frozen=True):
    """A part of a brief with an original: its path, and the translation's field."""

    id: str
    at: At
    field: str
    what: str
    words: str | None


def _wrong(part: _Part, original: Original, language: str) -> Iterator[Finding]:
    at = (*part.at, "original")
    what = part.what if "`" in part.what else f"`{part.what}`"
    if part.words is None:
        help = f"add their translation as {what}, or move the words there"
        yield Finding(part.id, at, f"`original` without a {what}", help=help, key=True)
    elif original.text.split() == part.words.split():
        related = (Related(f"the {part.field}", part.id, (*part.at, part.field)),)
        help = f"remove `original`, or translate the {part.field}"
        message = f"the original has the same words as the {part.field}"
        yield Finding(part.id, (*at, "text"), message, help=help, related=related)
    elif _primary(original.lang) == language:
        message = f"the original is in `{original.lang}`, the briefing's own language"
        help = f"write the original words as `{part.field}`, or correct `lang`"
        yield Finding(part.id, (*at, "lang"), message, help=help)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
