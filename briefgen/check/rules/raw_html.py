"""Prose is Markdown and HTML in it is not read as HTML: readers would see the tag itself, with its brackets. Markdown has
a way to write most of what tags are used for.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    body: It was founded in <b>1992</b>.
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    body: It was founded in **1992**; in code, `<b>` may stand.
    themes: [territory]
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.text.typography import surroundings, without_code

CODE = "BG470"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_BLANK_LINE = "leave a blank line between two paragraphs"
_LIST = "begin each item's line with `- `"
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "write `**words**`"),
    **dict.fromkeys(("i", "em", "cite"), "write `*words*`"),
    **dict.fromkeys(("p", "div"), _BLANK_LINE),
    **dict.fromkeys(("ul", "ol", "li"), _LIST),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "begin the heading's line with `# `"),
    **dict.fromkeys(("code", "pre", "tt", "kbd"), "put the words between backquotes"),
    **dict.fromkeys(("sup", "sub"), "write the character itself, such as `²` or `₂`"),
    "a": "write `[words](https://…)`, or `[[id|words]]` for a brief",
    "br": "end the line with a backslash in a block of text, or begin a new paragraph",
    "hr": "write `---` between two blank lines",
    "blockquote": "begin each line with `> `",
    "q": "write quotation marks",
    "img": "prose shows no images: link to it with `[words](https://…)`",
}
_OTHER = """
span u s small big mark font center table thead tbody tr td th abbr script style iframe object embed video audio section
article header footer nav details summary figure figcaption dl dt dd del ins strike wbr svg form input
"""
_NAMES = "|".join(sorted((*_INSTEAD, *_OTHER.split()), key=len, reverse=True))
_TAG = re.compile(rf"(?<!\\)</?({_NAMES})(?:\s[^<>]*)?/?>|(?<!\\)<!--", re.IGNORECASE)
_PAIR = re.compile(r"<(b|strong|i|em)>([^<>*\s](?:[^<>*\n]*[^<>*\s])?)</\1>", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the first of each sort of tag in every text."""
    for id, field in own_prose(corpus, b"<"):
        if "<" not in field.text:
            continue
        text = without_code(field.text)
        seen: set[str] = set()
        for match in _TAG.finditer(text):
            name = (match[1] or "").lower()
            if name not in seen:
                seen.add(name)
                yield _finding(id, field.at, text, match)


def _finding(id: str, at: At, text: str, match: re.Match[str]) -> Finding:
    name = (match[1] or "").lower()
    if not name:
        help = "write what is for editors only as a YAML comment: `# …` on a line of its own"
        return Finding(id, at, "an HTML comment would be shown to readers", help=help, word=match[0])
    help = _INSTEAD.get(name, "take the tag out and leave its words")
    message = f"`{match[0]}` is shown as it stands, not read as HTML"
    return Finding(id, at, message, help=help, fix=_repair(at, text, match), word=match[0])


def _repair(at: At, text: str, match: re.Match[str]) -> UnplacedFix | None:
    pair = _PAIR.match(text, match.start())
    place = surroundings(text, pair.start(), pair.end()) if pair else None
    if pair is None or place is None:
        return None
    star = "**" if pair[1].lower() in ("b", "strong") else "*"
    start, end = place
    new = f"{text[start : pair.start()]}{star}{pair[2]}{star}{text[pair.end() : end]}"
    return UnplacedFix(f"write `{star}{pair[2]}{star}`", (UnplacedEdit(at, new, old=text[start:end]),))
