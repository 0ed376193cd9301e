"""An address in the middle of a sentence is hard to read, reads badly aloud and breaks lines. If it is evidence, it is a
source, with its date and its grade; if not, words can carry the link.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The agenda is at https://example.org/agenda for all to see.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The [printed agenda](https://example.org/agenda) is there for all to see.
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source
from briefgen.text.typography import ADDRESS, FILLER, without_code

CODE = "BG473"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_LINKED = re.compile(
    r"\[@[^\[\]\n]*\]"  # a citation's locator
    r"|\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|<[^<>\n]*>"
    r"|^ {0,3}\[[^\[\]\n]+\]:[^\n]*",
    re.MULTILINE,
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every address that stands in prose as such."""
    cited: dict[str, str] = {}
    for id, field in own_prose(corpus, b"://", b"www."):
        if "://" not in field.text and "www." not in field.text:
            continue
        text = _LINKED.sub(lambda match: FILLER * len(match[0]), without_code(field.text))
        for match in ADDRESS.finditer(text):
            cited = cited or {source.url: source.id for source in corpus.of(Source) if source.url}
            known = cited.get(match[0])
            help = (
                f"cite the source that it is: `[@{known}]`"
                if known
                else f"write `[words]({match[0]})`, or make it a source and cite it: `[@source-id]`"
            )
            yield Finding(id, field.at, "an address stands bare in prose", help=help, word=match[0])
