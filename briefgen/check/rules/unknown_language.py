"""A language code names a language.

The most common error is the code of a country, such as `ua` for Ukrainian. Readers would see the code instead of the
name of the language. Browsers and screen readers would not know how to read the text.

Bad:

    # content/sources/wire.yaml
    title: Talks
    publisher: Wire
    url: https://example.org/wire
    published: 2025-11-27
    accessed: 2025-11-28
    reliability: A
    language: ua

Good:

    # content/sources/wire.yaml
    title: Talks
    publisher: Wire
    url: https://example.org/wire
    published: 2025-11-27
    accessed: 2025-11-28
    reliability: A
    language: uk
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.text.languages import advice

CODE = "BG498"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_FIELDS = frozenset({"lang", "language"})
_CODES = re.compile(rb'"(?:lang|language)":"([A-Za-z0-9-]+)"')


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield every unknown language code, with the most likely one."""
    for id, struct in ((BRIEFING, corpus.briefing), *corpus.briefs.items()):
        if id in skip:
            continue
        # one search in the whole text is many times faster than a walk through the fields
        encoded = corpus.encoded[id] if id else msgspec.json.encode(struct, enc_hook=str)
        if any(advice(code.decode()) is not None for code in set(_CODES.findall(encoded))):
            yield from _in_fields(id, msgspec.to_builtins(struct, enc_hook=str), ())


def _in_fields(id: str, value: object, at: At) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _FIELDS and isinstance(item, str):
                yield from _of_code(id, item, (*at, key))
            else:
                yield from _in_fields(id, item, (*at, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _in_fields(id, item, (*at, index))


def _of_code(id: str, code: str, at: At) -> Iterator[Finding]:
    near = advice(code)
    if near is not None:
        help = f"did you mean `{near}`?" if near else "write a code of BCP 47, such as `uk` or `pt-BR`"
        fix = UnplacedFix(f"write `{near}`", (UnplacedEdit(at, near),)) if near else None
        yield Finding(id, at, f"unknown language `{code}`", help=help, fix=fix)
