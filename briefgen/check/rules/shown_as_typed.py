"""A link, a citation or an image that is not written as prose knows it is no mark at all: readers would see the brackets.
Briefs are linked by `[[id]]` or `[[id|words]]`, sources are cited by one `[@source-id]` or `[@source-id, para. 3]` each.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met at the [[ministry].
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met at the [[ministry]] [@wire, para. 3].
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.references import CITATION, LINK
from briefgen.text.typography import FILLER, without_code

CODE = "BG472"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_OPEN_LINK = re.compile(r"(?<!\\)\[\[(?![^\[\]]*\]\()[^\[\]\n]{0,60}\]?")
_OPEN_CITATION = re.compile(r"(?<!\\)\[@[^\[\]\n]{0,60}\]?")
_IMAGE = re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\([^()\s]*\)?")
_NO_ADDRESS = re.compile(r"(?<![\\!])\[[^\[\]\n]+\]\((?!\s*<?(?:https?://|mailto:))[^()\n]*\)", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield what looks like a mark and is none."""
    for id, field in own_prose(corpus, b"["):
        if "[" not in field.text or _is_plain(field.text):
            continue
        for word, message, help in _found(without_code(field.text)):
            yield Finding(id, field.at, message, help=help, word=word)


def _is_plain(text: str) -> bool:
    """Return whether all that begins like a mark is one."""
    return (
        "](" not in text
        and ("[@" not in text or len(CITATION.findall(text)) == text.count("[@") == text.count("@"))
        and ("[[" not in text or len(LINK.findall(text)) == text.count("[["))
    )


def _found(text: str) -> Iterator[tuple[str, str, str]]:
    if "[@" in text:
        for match in CITATION.finditer(text):
            if match[2] and match[2].lstrip().startswith("@"):
                help = f"write one mark for each: `[@{match[1]}][{match[2].strip()}]`"
                yield match[0], f"`{match[0]}` is one mark for two sources", help
        text = CITATION.sub(_blank, text)
        for match in _OPEN_CITATION.finditer(text):
            help = "write `[@source-id]` or `[@source-id, para. 3]` on one line, one mark for each source"
            yield match[0].rstrip(), f"`{match[0].rstrip()}` is no citation", help
    if "[[" in text:
        text = LINK.sub(_blank, text)
        for match in _OPEN_LINK.finditer(text):
            help = "write `[[id]]` or `[[id|words]]` on one line"
            yield match[0].rstrip(), f"`{match[0].rstrip()}` is no link to a brief", help
    if "](" in text:
        for match in _IMAGE.finditer(text):
            yield match[0], "prose shows no images", "link to it with `[words](https://…)`, or take it out"
        for match in _NO_ADDRESS.finditer(text):
            help = "write the whole address, `[words](https://…)`, or `[[id|words]]` for a brief"
            yield match[0], f"`{match[0]}` leads to no address", help


def _blank(match: re.Match[str]) -> str:
    return FILLER * len(match[0])
