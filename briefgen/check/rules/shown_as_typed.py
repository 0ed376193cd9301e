"""A mark is written in a form that prose does not have.

Readers would see it as typed. Prose is CommonMark with tables and footnotes. Link to a brief with `[[id]]` or `[[id|words]]`. Cite each source with its
own mark, `[@source-id]` or `[@source-id, para. 3]`. Other dialects have more marks, such as `==words==` or `!!! note`.

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
from briefgen.text.markup import CITATION, LINK
from briefgen.text.typography import FILLER, without_code, words_alone
from briefgen.text.unsupported_marks import marks, may_have_marks

CODE = "BG472"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_OPEN_LINK = re.compile(r"(?<!\\)\[\[(?![^\[\]]*\]\()[^\[\]\n]{0,60}\]?")
_OPEN_CITATION = re.compile(r"(?<!\\)\[@[^\[\]\n]{0,60}\]?")
_IMAGE = re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\([^()\s]*\)?")
_REFERENCE = re.compile(r"(?<![\\!\]])\[([^\[\]^@\n][^\[\]\n]{0,200}+)\]\[([^\[\]@^\n]{0,100}+)\]")
_REFERENCED = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200}+)\]:[ \t]*+\S", re.MULTILINE)
_NO_ADDRESS = re.compile(r"(?<![\\!])\[[^\[\]\n]+\]\((?!\s*<?(?:https?://|mailto:))[^()\n]*\)", re.IGNORECASE)


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield text that looks like a mark of Markdown but is shown as typed."""
    for id, field in own_prose(corpus, skip=skip):
        if "[" in field.text and not _is_plain(field.text):
            for word, message, help in _found(without_code(field.text)):
                yield Finding(id, field.at, message, help=help, word=word)
        if may_have_marks(field.text):
            for start, end, mark in marks(words_alone(field.text)):
                word = field.text[start:end].strip()
                message = f"`{word}` is shown as typed, because prose has no mark for {mark.name}"
                yield Finding(id, field.at, message, help=mark.instead, word=word)


def _is_plain(text: str) -> bool:
    """Return whether everything that begins like a mark is a complete mark."""
    return (
        "](" not in text
        and "][" not in text
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
            yield match[0].rstrip(), f"`{match[0].rstrip()}` is not a citation", help
    if "[[" in text:
        text = LINK.sub(_blank, text)
        for match in _OPEN_LINK.finditer(text):
            help = "write `[[id]]` or `[[id|words]]` on one line"
            yield match[0].rstrip(), f"`{match[0].rstrip()}` is not a link to a brief", help
    if "][" in text:
        known = {_label(match[1]) for match in _REFERENCED.finditer(text)}
        for match in _REFERENCE.finditer(text):
            if _label(match[2] or match[1]) not in known and FILLER not in match[0]:
                help = "write the address here, `[words](https://…)`, or `[[id|words]]` for a brief"
                yield match[0], f"`{match[0]}` is a link to an address that is not given", help
    if "](" in text:
        for match in _IMAGE.finditer(text):
            yield match[0], "images are not shown in prose", "link to it with `[words](https://…)`, or remove it"
        for match in _NO_ADDRESS.finditer(text):
            help = "write the whole address, `[words](https://…)`, or `[[id|words]]` for a brief"
            yield match[0], f"`{match[0]}` is a link without an address", help


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _blank(match: re.Match[str]) -> str:
    return FILLER * len(match[0])
