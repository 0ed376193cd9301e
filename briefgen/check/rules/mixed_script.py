"""A word that mixes letters of two alphabets looks right and is not: search does not find it, its name does not become a
link, and it may have been made to deceive. Reported are words of Latin, Cyrillic and Greek letters where each odd letter
looks like one of the word's own alphabet. Letters that anybody can tell apart, as in `μm`, are left alone.

Bad:

    # content/events/2025-11-28-visit.yaml
    title: A visit to Кyiv
    date: 2025-11-28
    summary: The first letter of the town is Cyrillic, the others are Latin.
    cite: [wire]

Good:

    # content/events/2025-11-28-visit.yaml
    title: A visit to Kyiv (Київ)
    date: 2025-11-28
    summary: The first name is Latin, the second Cyrillic.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.text.confusables import Mixed, described, has_mixed_words, mixed_words
from briefgen.text.typography import words_alone

CODE = "BG308"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_MOST = 20
"""How many words of one text are reported; a text with more was made so on purpose."""
_ADDRESSES = ("url", "archive_url", "repository")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every word of more than one script, wherever text can stand."""
    for id, struct in ((BRIEFING, corpus.briefing), *corpus.briefs.items()):
        if id in corpus.quiet:
            continue
        # one search in the whole text is many times faster than a walk through the fields
        encoded = corpus.encoded[id] if id else msgspec.json.encode(struct, enc_hook=str)
        if not encoded.isascii() and has_mixed_words(encoded.decode()):
            yield from _in_fields(id, msgspec.to_builtins(struct, enc_hook=str), ())


def _in_fields(id: str, value: object, at: At) -> Iterator[Finding]:
    if isinstance(value, str):
        if not value.isascii():
            yield from (_finding(id, at, mixed) for mixed in islice(mixed_words(words_alone(value)), _MOST))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _ADDRESSES:
                yield from _in_fields(id, item, (*at, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _in_fields(id, item, (*at, index))


def _finding(id: str, at: At, mixed: Mixed) -> Finding:
    letters = ", ".join(f"{described(one)} where {described(meant)} is meant" for one, meant in mixed.odd[:3])
    more = " …" if len(mixed.odd) > 3 else ""
    return Finding(
        id,
        at,
        f"`{mixed.word}` looks {mixed.script}, but not all of its letters are",
        help=f"type it again as `{mixed.meant}`: it has {letters}{more}",
        fix=UnplacedFix(
            f"write `{mixed.meant}` in {mixed.script} letters", (UnplacedEdit(at, mixed.meant, mixed.word),)
        ),
        word=mixed.word,
    )
