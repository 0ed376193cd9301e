"""The host of an address must not only look like another host.

Readers judge an address by its host. A host of look-alike letters, of several scripts in one word, or with a letter
that looks like a slash leads elsewhere than it seems. The rule shows how the host looks and the `xn--` form that
browsers ask for. A host in one script is not reported, such as `президент.рф`, and neither is a Japanese host with
Latin letters.

Bad:

    # content/actors/office.yaml
    name: Press office
    summary: An office of the ministry.
    part_of: [ministry]
    links:
      - title: Its site
        url: https://аррӏе.com/statement
    cite: [wire]

Good:

    # content/actors/office.yaml
    name: Press office
    summary: An office of the ministry.
    part_of: [ministry]
    links:
      - title: Its site
        url: https://президент.рф/statement
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.text.hosts import lookalike

CODE = "BG314"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_MOST = 20
"""The most hosts reported in one text."""
_HOST = re.compile(r"https?://(?:[^\s/?#<>\"'\\@]*@)?([^\s/?#<>\"'\\()\[\]{}|*`@:“”«»]+)", re.IGNORECASE)
# what ends a sentence after a bare address
_TRAILING = ".,;!_…。，、；：！？）」』"


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield every host in fields and prose that only looks like another."""
    for id, struct in ((BRIEFING, corpus.briefing), *corpus.briefs.items()):
        if id in skip:
            continue
        # one search in the whole text is many times faster than a walk through the fields
        encoded = corpus.encoded[id] if id else msgspec.json.encode(struct, enc_hook=str)
        if b"://" in encoded and (not encoded.isascii() or b"xn--" in encoded.lower()):
            yield from _in_fields(id, msgspec.to_builtins(struct, enc_hook=str), ())


def _in_fields(id: str, value: object, at: At) -> Iterator[Finding]:
    if isinstance(value, str):
        if "://" in value:
            yield from islice(_in_text(id, value, at), _MOST)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _in_fields(id, item, (*at, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _in_fields(id, item, (*at, index))


def _in_text(id: str, text: str, at: At) -> Iterator[Finding]:
    for host in dict.fromkeys(match[1].rstrip(_TRAILING) for match in _HOST.finditer(text)):
        found = lookalike(host)
        if found is not None:
            plain = f"it looks like `{found.plain}`" if found.plain != host else "browsers may not open it"
            asked = f", and browsers open `{found.ascii}`" if found.ascii not in ("", found.plain, host) else ""
            help = f"{plain}{asked}: check where the address comes from"
            yield Finding(id, at, f"the host `{host}` {found.reason}", help=help, word=host)
