"""`original` holds the words as they were spoken, where `quote` is a translation of them. So there is a quote, it reads
otherwise, and the original is in another language than the briefing.

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

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG445"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the originals that no quote can be a translation of."""
    language = _primary(corpus.briefing.language)
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            original = statement.original
            if original is None:
                continue
            at = ("statements", index, "original")
            if statement.quote is None:
                help = "add their translation as `quote`, or put the words there themselves"
                yield Finding(event.id, at, "original words without a `quote`", help=help, key=True)
            elif original.text.split() == statement.quote.split():
                related = (Related("the quote", event.id, ("statements", index, "quote")),)
                help = "take `original` out, or translate the quote"
                yield Finding(
                    event.id, (*at, "text"), "the original is word for word the quote", help=help, related=related
                )
            elif _primary(original.lang) == language:
                message = f"the original is in `{original.lang}`, the briefing's own language"
                help = "quote the original words as `quote`, or correct the language"
                yield Finding(event.id, (*at, "lang"), message, help=help)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
