"""A word must not mix letters of different alphabets that look alike.

Such a word looks right, but search does not find it, and a name in it is not linked. It may also be meant to
deceive. The rule checks words of Latin, Cyrillic and Greek letters. It reports a word if each odd letter looks like
a letter of the word's own alphabet. Letters that are easy to distinguish, as in `μm`, are not reported.

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
"""The most words reported in one text; more than that are probably deliberate."""
_ADDRESSES = ("url", "archive_url", "repository")


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield every word of more than one script, in any text field."""
    for id, struct in ((BRIEFING, corpus.briefing), *corpus.briefs.items()):
        if id in skip:
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
        help=f"retype it as `{mixed.meant}`: it has {letters}{more}",
        fix=UnplacedFix(
            f"write `{mixed.meant}` in {mixed.script} letters", (UnplacedEdit(at, mixed.meant, mixed.word),)
        ),
        word=mixed.word,
    )
