"""Text report for people, at most 95 columns wide.

Words differ as `[-old-]{+new+}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper

from briefgen.changes.report._parts import TABLES, ChangedPage, by_section, cut, pages, totals
from briefgen.changes.types import BriefingChange, BriefingDiff, WordPiece
from briefgen.text.control_characters import visible

WIDTH = 95
_INDENT = 4
_BREAK = re.compile(r"(?<!\s)[^\S\n\r\t]*+[\n\r\t]\s*+")
_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


def render(diff: BriefingDiff, *, colour: bool = False) -> str:
    """Return the report; with ``colour``, differing words are red and green besides."""
    lines = [_title(diff, colour), *_wrapped(totals(diff), 0, 0)]
    for hint in diff.hints:
        lines += _wrapped(f"Look at: {hint.says}", 0, 9)
    readers = [line for heading, changes in by_section(diff) for line in _section(heading, changes, colour)]
    if readers:
        lines += ["", _heading("WHAT CHANGES FOR READERS", colour), *readers]
    for name, changes in (("BY PAGE", diff.substantive), ("EDITORIAL", diff.editorial)):
        if changes:
            lines += ["", _heading(name, colour)]
            lines += [line for page in pages(changes) for line in _page(page, colour)]
    if diff.layout_only:
        count = len(diff.layout_only)
        files = "1 file says what it said" if count == 1 else f"{count} files say what they said"
        lines += ["", *_wrapped(f"LAYOUT ONLY  {files} (order of fields, quoting, line breaks).", 0, 2)]
    if diff.preview:
        lines += ["", f"Preview: {diff.preview}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(diff: BriefingDiff, colour: bool) -> str:
    names = f"briefgen diff {visible(diff.base.ref)}…{visible(diff.head.ref)}"
    if not diff.title:
        return names
    room = WIDTH - len(names) - 3
    title = visible(diff.title)
    title = title if len(title) <= room else f"{title[: max(room - 1, 0)]}…"
    return f"{names}   {_heading(title, colour)}"


def _heading(text: str, colour: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if colour else text


def _wrapped(text: str, indent: int, hang: int) -> list[str]:
    """Return a text in lines of at most 95 columns; all but the first begin at ``hang``."""
    wrapper = TextWrapper(
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * hang,
        break_on_hyphens=False,
        break_long_words=True,
    )
    return wrapper.wrap(visible(_BREAK.sub(" ", text)))


def _section(heading: str, changes: Sequence[BriefingChange], colour: bool) -> Iterator[str]:
    yield ""
    yield f"  {heading}"
    for change in changes:
        if change.section in TABLES and change.old_reads and change.new_reads:
            about = change.subject.party or ("" if change.section == "status" else change.label)
            title = f"{change.subject.title} · {about}" if about else change.subject.title
            yield from _wrapped(title, _INDENT, 6)
            yield from _wrapped(f"{change.old_reads}  →  {change.new_reads}", 8, 10)
        elif change.type == "home.line" and change.words:
            yield from _wrapped(f"{change.subject.title}:", _INDENT, 6)
        else:
            yield from _wrapped(change.says, _INDENT, 6)
        yield from _details(change, colour)


def _page(page: ChangedPage, colour: bool) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{page.sign} {page.subject.title}  ({page.kind})", 2, 4)
    place = page.changes[0].place
    if place is not None:
        is_whole = page.sign in "+−"
        line = f":{place.line}" if place.line and not is_whole else ""
        yield f"    {visible(place.path)}{line}"
    for change in page.changes:
        yield from _wrapped(change.says, _INDENT, 6)
        yield from _details(change, colour)


def _details(change: BriefingChange, colour: bool) -> Iterator[str]:
    if change.words:
        is_quoted = change.type in ("statement.quote", "citation.quote", "quotation.status")
        yield from _words(change.words, colour, is_quoted=is_quoted)
    for member in change.members:
        yield from _wrapped(f"· {member}", 8, 10)
    if change.note:
        yield from _wrapped(change.note, 8, 8)


def _words(words: Sequence[WordPiece], colour: bool, *, is_quoted: bool) -> list[str]:
    marked = list(_marked(cut(words), colour))
    text = "".join(visible(one) for one in marked)
    lines = _wrapped(f"“{text}”" if is_quoted else text, 8, 8)
    return list(_coloured(lines)) if colour else lines


def _marked(words: Iterable[WordPiece], colour: bool) -> Iterator[str]:
    del colour
    for piece in words:
        if piece.op == "same":
            yield piece.text
        else:
            before, after = ("[-", "-]") if piece.op == "gone" else ("{+", "+}")
            yield f"{before}{piece.text}{after}"


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with colours between the signs, which can stand on different lines."""
    current = ""
    for line in lines:
        head = len(line) - len(line.lstrip(" "))
        text = line[:head] + current + line[head:]
        for sign, code in (("[-", _RED), ("{+", _GREEN)):
            text = text.replace(sign, f"{code}{sign}")
        text = text.replace("-]", f"-]{_PLAIN}").replace("+}", f"+}}{_PLAIN}")
        opened = max(text.rfind(_RED), text.rfind(_GREEN))
        is_open = opened > text.rfind(_PLAIN)
        current = text[opened : opened + len(_RED)] if is_open else ""
        yield f"{text}{_PLAIN}" if is_open else text
