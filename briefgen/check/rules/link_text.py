"""Readers scan a page by its links, and screen readers list them without the sentence around: a link that is called
"here" or "more" tells them nothing. Let the link be called what it leads to.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The agenda can be read [here](https://example.org/agenda).
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The [agenda](https://example.org/agenda) can be read.
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.references import LINK
from briefgen.text.typography import without_code

CODE = "BG474"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_SAY_NOTHING = frozenset(
    """
    here|click here|see here|read here|look here|click|this|this link|this page|this site|this website|this article|link
    |the link|a link|more|read more|see more|learn more|more here|more information|details|page|website|url|source
    |hier|mehr|ici|aquí|qui|тут|здесь|ссылка|посилання
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_OUT = re.compile(r"(?<![\\!\[])\[([^\[\]]+)\]\(\s*<?(?:https?://|mailto:)", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield links whose words do not say where they lead."""
    for id, field in own_prose(corpus, b"](", b"|"):
        if "](" not in field.text and "|" not in field.text:
            continue
        text = without_code(field.text)
        for words, word in _links(text):
            if _bare(words) in _SAY_NOTHING:
                message = f"a link that is called `{words}` does not say where it leads"
                yield Finding(id, field.at, message, help="let it be called what it leads to", word=word)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield each link's words, and what to point at."""
    if "](" in text:
        for match in _OUT.finditer(text):
            yield match[1], f"[{match[1]}]("
    if "|" in text:
        for match in LINK.finditer(text):
            if match[2]:
                yield match[2].strip(), match[0].rstrip("]")


def _bare(words: str) -> str:
    return " ".join(words.casefold().strip(" \n\t*_.!:→»›>…").split())
