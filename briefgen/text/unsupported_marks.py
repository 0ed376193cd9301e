"""Find marks of Markdown dialects that prose does not have.

Readers would see them as typed. The patterns avoid false alarms: prices, times, addresses, comparisons and smileys are not marks. Code and addresses must
be blanked before (`typography.words_alone`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

import msgspec

_BOX = "write a heading, or begin the paragraph with bold words such as `**Note:**`"


class Mark(msgspec.Struct, frozen=True):
    """A mark of another dialect: its name, its pattern, and what to write instead."""

    name: str
    pattern: re.Pattern[str]
    instead: str


def _mark(name: str, pattern: str, instead: str) -> Mark:
    return Mark(name, re.compile(rf"(?<!\\)(?:{pattern})", re.MULTILINE), instead)


MARKS = (
    _mark("an editorial mark", r"\{(?:>>|\+\+|--|~~|==)[^{}\n]{0,200}+\}", "remove it, or write a YAML comment for editors"),
    _mark("highlighted text", r"(?<![=\w])==(?![\s=])[^=\n]{1,200}+(?<!\s)==(?![=\w])", "write `**words**`"),
    _mark("struck text", r"(?<!~)~~(?![\s~])[^~\n]{1,200}+(?<!\s)~~(?!~)", "remove it, or say in words what was withdrawn"),
    _mark("inserted text", r"(?<![+\w])\+\+(?![\s+])[^+\n]{1,200}+(?<!\s)\+\+(?![+\w])", "write the words alone, or `**words**`"),
    _mark("hidden text", r"(?<!\|)\|\|(?![\s|-])[^|\n]{1,200}+(?<!\s)\|\|(?!\|)", "remove it, or write the words alone"),
    _mark("a footnote inside the line", r"\^\[[^\[\]\n]{1,200}+\]", "write `[^1]` here, and `[^1]: …` on a line of its own below"),
    _mark("raised text", r"(?<![\s^])\^(?![\s^_\[])[^\s^]{1,30}+\^(?!\^)", "write the character itself, such as `²`"),
    _mark("lowered text", r"(?<=[A-Za-z)])~(?![\s~/])[^\s~/]{1,30}+~(?!~)", "write the character itself, such as `₂`"),
    _mark("a task", r"^[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]++\[[ xX]\](?=[ \t])", "write a plain item, and say in words what is done"),
    _mark("a box", r"^[ \t>]*+(?:!!!|\?\?\?\+?)[ \t]++(?=[\"a-z])", _BOX),
    _mark("a box", r"^[ \t]*+>[ \t]*+\[!\w{2,20}\]", _BOX),
    _mark("a box", r"^[ \t>]*+:::++[ \t]*+\{?(?=[\w.{#-])", _BOX),
    _mark("an attribute list", r"\{:[ \t]?+[^{}\n]{1,100}+\}", "remove it: the site decides how text looks"),
    _mark("an attribute list", r"\{[ \t]?+[.#][A-Za-z][^{}\n]{0,100}+\}", "remove it: the site decides how text looks"),
    _mark("an attribute list", r"(?<=[)\]*`\ufffc])\{[A-Za-z][\w-]{0,30}+=[^{}\n]{1,100}+\}", "remove it: the site decides how text looks"),
    _mark("a short name of an emoji", r"(?<![\w:/]):[a-z][a-z_-]{1,40}+:(?![\w:/])", "write the character itself, or a word"),
    _mark("a formula", r"(?<![$\w])\$\$(?![\s$])[^$\n]{1,200}+\$\$(?!\$)", "write it in words or characters, such as `x²`, or as code"),
    _mark("a formula", r"(?<![$\w])\$(?:[A-Za-z]|(?![\s\d${])(?=[^$\n]{0,100}?[\\^_={}])[^$\n]{1,100}+(?<!\s))\$(?![$\w])",
          "write it in words or characters, such as `x²`, or as code"),
    _mark("a definition", r"(?<=\S\n)[ ]{0,3}:[ \t]{1,3}(?=\S)", "write a list with the terms in bold: `- **term**: words`"),
    _mark("an abbreviation", r"^[ ]{0,3}\*\[[^\[\]\n]{1,60}+\]:", "write the abbreviation in full where it is first used"),
    _mark("an inserted file", r"(?<!-)-{1,8}8<-{1,8}(?!-)", "write the text itself"),
    _mark("a macro", r"\{\{[^{}\n]{1,100}+\}\}|\{%[-\s][^{}\n]{1,100}+\}", "write the text itself: prose has no macros"),
    _mark("a table of contents", r"^\[(?:TOC|toc)\][ \t]*+$|^\[\[_TOC_\]\][ \t]*+$", "remove it: the page makes its own"),
)  # fmt: skip
_REFERENCE = _mark("an unknown character", r"&[A-Za-z][A-Za-z0-9]{1,31}+;", "write the character itself")
_MAY_BE = re.compile(r"==|~|\+\+|\|\||\^|!!!|\?\?\?|\[!|:::|\{|:[a-z]|\n ? ? ?:|\$|&|\[[ xX]\]|\*\[|8<|\[(?:TOC|toc|\[_)", re.IGNORECASE)  # fmt: skip


def may_have_marks(text: str) -> bool:
    """Return whether a text may have such marks; fast for most texts."""
    return _MAY_BE.search(text) is not None


def marks(text: str) -> Iterator[tuple[int, int, Mark]]:
    """Yield the first mark of each kind: its start, its end and its kind."""
    seen: set[str] = set()
    taken: list[range] = []
    for mark in MARKS:
        for match in mark.pattern.finditer(text):
            start, end = match.span()
            if mark.name not in seen and not any(start in other for other in taken):
                seen.add(mark.name)
                taken.append(range(start, end))
                yield start, end, mark
    for match in _REFERENCE.pattern.finditer(text):
        if match[0][1:] not in html5:
            yield *match.span(), _REFERENCE
            return
