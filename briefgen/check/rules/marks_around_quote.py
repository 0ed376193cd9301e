"""A `quote` has no quotation marks around it, because the page adds them.

With its own marks, readers see them twice. Marks inside the quotation stay. The rule also checks the quotations of
citations and the original words.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [{source: wire, quote: “The talks will go on.”}]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [{source: wire, quote: The talks will go on.}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.model import reflect
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.event import Original, Statement

CODE = "BG448"
SEVERITY = Severity.WARNING

_PAIRS = ("“”", "„“", "„”", "””", '""', "«»", "»«", "‹›", "‘’", "‚‘", "''", "「」", "『』")
_FIELDS = {Statement: "quote", Citation: "quote", Original: "text"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each quotation that stands in quotation marks as a whole."""
    for id, brief in corpus.briefs.items():
        if b'"quote"' not in corpus.encoded[id] and b'"original"' not in corpus.encoded[id]:
            continue
        for at, text in _quotations(brief, ()):
            marks = next((pair for pair in _PAIRS if _is_between(text, *pair)), None)
            if marks:
                help = "delete the marks: the page sets those of the briefing's language"
                message = f"the marks `{marks[0]}` and `{marks[1]}` would be shown twice"
                second = 1 if marks[0] == marks[1] else 0
                edits = (UnplacedEdit(at, "", old=marks[0]), UnplacedEdit(at, "", old=marks[1], nth=second))
                yield Finding(id, at, message, help=help, fix=UnplacedFix("delete the marks", edits, is_safe=True))


def _is_between(text: str, opening: str, closing: str) -> bool:
    text = text.strip()
    inside = text[1:-1]
    is_marked = len(text) > 2 and text.startswith(opening) and text.endswith(closing)
    return is_marked and opening not in inside and closing not in inside


def _quotations(value: Any, at: At) -> Iterable[tuple[At, str]]:
    """Yield the path and the text of each quotation in a struct."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _quotations(item, (*at, index))
    elif isinstance(value, msgspec.Struct):
        for field in reflect.fields(type(value)):
            child = getattr(value, field.attribute)
            if field.name == _FIELDS.get(type(value)) and isinstance(child, str):
                yield (*at, field.name), child
            elif isinstance(child, tuple | msgspec.Struct):
                yield from _quotations(child, (*at, field.name))
