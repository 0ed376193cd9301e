"""Estimate what a hand-written page costs Python-Markdown, before it is parsed.

Python-Markdown takes quadratic time for some texts, and its recursion fails for others. The estimate reads a page once,
and reports the first place that exceeds a limit.

Guarantees: a page without findings takes at most one CPU second with the default limits, and never exceeds Python's
recursion limit. `tests/property/test_page_law.py` measures hard texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics.types import Problem, Span
from briefgen.files.limits import Limits
from briefgen.safety.codes import HEAVY_PAGE

MOST_IN_PASSAGE = 150_000
"""The most brackets times characters of one passage.

Python-Markdown may read from each bracket to the end of its passage; each character costs up to 0.5 microseconds.
"""
MOST_IN_PAGE = 10 * MOST_IN_PASSAGE
"""The same for all passages of a page together."""
MOST_BEHIND_TAGS = 1_000_000
"""The most characters behind incomplete tags, and behind definitions of abbreviations, counted for each of them.

Python-Markdown reads all of them; each costs up to 0.06 microseconds.
"""
MOST_NESTED = 200
"""How many emphases a passage may open, and how many elements of a page may contain Markdown.

Python-Markdown exceeds Python's recursion limit at about six hundred.
"""
MOST_INDENTED = 160
"""The most spaces, tabs and quotation signs before the text of a line: lists and quotations in each other."""

# lines, addresses and definitions cost twice as much as other marks
_MARK = re.compile(r"(?P<twice>(?<=\n)(?=[ \t]*+\S)|[:@])|[*_`\[\]<>|!~^+={}$\\#&]")
_FENCE = re.compile(r"(?m)^(`{3,}|~{3,})[ ]*+[\w#.+-]*+[ ]*+\n(?:.*\n)*?\1[ ]*$")
_ITEM = re.compile(r"[> \t]*(?:[*+-]|\d+\.)[ ]")
_DASHES = re.compile(r"[ ]{0,3}[|:-](?=[ |:]*+-)[ |:-]*+")
# brackets, and the starts of blocks that contain others
_OPENER = re.compile(r"\[|(?m:^[> \t]*+(?:\?\?\?|!!!|===|///))")
_EMPHASIS = re.compile(r"[*_~^]++|={2,}+|\+{2,}+")
_ELEMENT = re.compile(r"<[^>]*+")
_NESTED = re.compile(r"\smarkdown\b", re.IGNORECASE)
_VALUE = r"""\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++)"""
_TAG = re.compile(rf"</?+[a-zA-Z][^\s<>\"'=]*+(?:\s++[\w:@.-]++(?:{_VALUE})?)*+\s*+/?+>|<!--|<[!?]|<(?=[/a-zA-Z])")
_INDENTED = re.compile(rf"(?m)^[ >\t]{{{MOST_INDENTED}}}[ >\t]*+\S")
_ABBREVIATION = re.compile(r"(?m)^[ ]{0,3}\*\[")
_DECLARATION_COSTS = 10


class _Over(Exception):
    """The place of a page that exceeds a limit."""

    def __init__(self, index: int, message: str, help: str = "split the page into several pages") -> None:
        super().__init__()
        self.index = index
        self.message = message
        self.help = help


def findings(path: str, text: str, limits: Limits) -> Iterator[Problem]:
    """Yield the first problem of a page that would take Python-Markdown too long.

    ``text`` has line feeds only.
    """
    try:
        _count_marks(text, limits.docs_page_marks)
        # Markdown treats the content of code blocks as text
        plain = _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        if deep := _INDENTED.search(plain):
            raise _Over(deep.end() - 1, f"the line is indented by more than {MOST_INDENTED} characters")
        _weigh_tags(plain)
        _weigh_passages(plain)
    except _Over as over:
        line = text.count("\n", 0, over.index) + 1
        mark = Span("", line, over.index - text.rfind("\n", 0, over.index))
        yield HEAVY_PAGE.problem(path, mark, over.message, help=over.help)


def _count_marks(text: str, most: int) -> None:
    total = 0
    for found in _MARK.finditer(f"\n{text}"):
        total += 2 if found["twice"] is not None else 1
        if total > most:
            help = "split the page, or set `limits: {docs_page_marks: …}` under `briefgen` in `mkdocs.yml`"
            raise _Over(found.start() - 1, f"the page has more than {most:,} lines and marks of Markdown", help)
    nested = (found for found in _ELEMENT.finditer(text) if _NESTED.search(found[0]))
    for number, found in enumerate(nested, 1):
        if number > MOST_NESTED:
            raise _Over(found.start(), f"more than {MOST_NESTED} elements of the page contain Markdown")


def _weigh_tags(text: str) -> None:
    """Add up what is behind tags that do not end properly, which the parser searches for their ends."""
    total = 0
    for found in _TAG.finditer(text):
        tag, start = found[0], found.start()
        if tag == "<!--":
            end = text.find("-->", start)
            total += (end if end >= 0 else len(text)) - start
        elif not tag.endswith(">"):
            total += (len(text) - start) * (_DECLARATION_COSTS if tag != "<" else 1)
        if total > MOST_BEHIND_TAGS:
            raise _Over(start, "too many tags before this one are incomplete", "end it with `>`, or write `&lt;`")
    for found in _ABBREVIATION.finditer(text):
        total += len(text)
        if total > MOST_BEHIND_TAGS:
            raise _Over(found.start(), "the page has too many abbreviations for its length")


def _weigh_passages(text: str) -> None:
    total = 0
    for start, end in _passages(text):
        openers = [found.start() for found in _OPENER.finditer(text, start, end)]
        total += len(openers) * (end - start)
        if len(openers) * (end - start) > MOST_IN_PASSAGE:
            message = f"a passage of {end - start:,} characters has {len(openers):,} brackets or block marks"
            raise _Over(openers[0], message, "split it with blank lines, or write a backslash before each bracket")
        if total > MOST_IN_PAGE:
            raise _Over(start, "the page has too many brackets for its length")
        for number, found in enumerate(_EMPHASIS.finditer(text, start, end), 1):
            if number > MOST_NESTED:
                message = f"a passage opens more than {MOST_NESTED} emphases"
                raise _Over(found.start(), message, "split it with blank lines")


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph, list item and table row."""
    for start, lines in _blocks(text):
        is_list, is_table = _ITEM.match(lines[0]) is not None, _is_table(lines)
        indent = _indent(lines[0]) + 3
        at = start
        for line in lines:
            if at > start and (is_table or (is_list and _ITEM.match(line) and _indent(line) <= indent)):
                yield start, at
                start = at
            at += len(line)
        yield start, at


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the start and the lines of each block; blank lines separate blocks."""
    at = 0
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip(" \t"):
            lines.append(f"{line}\n")
        elif lines:
            yield at - sum(map(len, lines)), lines
            lines = []
        at += len(line) + 1


def _is_table(lines: list[str]) -> bool:
    """Return whether a block is certainly a table: as many columns in its head as dashes below it."""
    return (
        len(lines) > 1
        and _DASHES.fullmatch(lines[1].rstrip("\n")) is not None
        and lines[0].strip().count("|") == lines[1].strip().count("|") > 0
        and not re.search(r"[`\\]", lines[0])
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip("> \t"))
