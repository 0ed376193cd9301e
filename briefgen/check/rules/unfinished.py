"""A `TODO`, a `lorem ipsum` or a text of three dots is a note to oneself. In a published brief it would be read by
everybody; a draft may hold it.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met. TODO who?
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met. TODO who?
    status: draft
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from briefgen.analysis.editorial_voice import BRIEFING, is_passed_on
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model import references
from briefgen.text.typography import words_alone

CODE = "BG478"
SEVERITY = Severity.ERROR
IS_LOCAL = True

_MARKS = re.compile(
    r"(?<![\w-])(?:TODO|FIXME|TBD|(?:XXX+|(?:TK)+)(?!\w|[ -][A-Z])|lorem ipsum|Lorem ipsum|LOREM IPSUM)(?![\w-])"
)
_MAY_HOLD = tuple(word.encode() for word in ("TODO", "FIXME", "TBD", "XXX", "TK", "orem ipsum", "OREM IPSUM"))
_SAYS_NOTHING = re.compile(
    r"[\W_]+|n/?a|tb[acd]|todo|fixme|x{3,}|(?:tk)+|null|placeholder|(?:some|add|your) (?:text|summary)|(?:text|summary) here"
    r"|(?:coming soon|to (?:come|follow|do)|to be (?:added|announced|confirmed|continued|decided|done|written))\W*",
    re.IGNORECASE,
)
_NOT_WORDS = frozenset(("id", "url", "archive_url", "formerly", "identifiers", "loaded_words"))


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield what an editor left to do in published briefs and in the briefing itself."""
    yield from _found(corpus, BRIEFING, corpus.briefing)
    for id, brief in corpus.briefs.items():
        if brief.status == "published" and id not in corpus.quiet:
            yield from _found(corpus, id, brief)


def _found(corpus: Corpus, id: str, struct: msgspec.Struct) -> Iterator[Finding]:
    help = "finish it, or set `status: draft`" if id else "finish it, or take it out"
    prose = corpus.prose[id] if id else references.harvest(struct)[1]
    titles = [(name,) for name in ("title", "name") if isinstance(getattr(struct, name, None), str)]
    says = [*((field.at, field.text) for field in prose), *((at, str(getattr(struct, at[0]))) for at in titles)]
    empty = {at: text for at, text in says if len(text) < 30 and _SAYS_NOTHING.fullmatch(text.strip() or ".")}
    for at, text in empty.items():
        yield Finding(id, at, f"`{at[-1]}` says nothing: `{text}`", help=help)
    written = corpus.encoded[id] if id else msgspec.json.encode(struct, enc_hook=str)
    if not any(word in written for word in _MAY_HOLD):
        return
    is_prose = {field.at for field in prose}
    for at, text in _texts(msgspec.to_builtins(struct, enc_hook=str), ()):
        match = _MARKS.search(words_alone(text) if at in is_prose else text)
        if match and at not in empty and _NOT_WORDS.isdisjoint(at) and not is_passed_on(struct, at):
            yield Finding(id, at, f"`{match[0]}` in what is published", help=help, word=match[0])


def _texts(value: Any, at: At) -> Iterator[tuple[At, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*at, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*at, index))
