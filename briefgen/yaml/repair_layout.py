"""Candidate repairs of the indentation of fields, list items and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diagnostics.types import Edit
from briefgen.yaml.quote import quote
from briefgen.yaml.source_lines import SourceLines, has_content, indent_of

_KEY = re.compile(r"(?P<indent> *+(?:- ++)*+)(?P<name>[A-Za-z_][\w-]*+) *+:(?P<value>(?: ++\S.*+)?) *+")
_FIELD = re.compile(r"[a-z_]++:(?: |$)")
_BLOCK = re.compile(r" *+(?:- ++)*+[A-Za-z_][\w-]*+: ++[|>][-+0-9]*+ *+(?:#.*+)?")
OTHER_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are no indentation for YAML, as in a regular expression."""
_INDENTED = re.compile(rf"[ \t{OTHER_SPACES}]*+")
_LOOK_BACK = 60
"""The number of lines before the error in which the indentation of other fields is looked up."""
_MOST_LINES = 200
"""The most lines that one repair moves."""


class Layout(NamedTuple):
    """A possible mistake, with the fields of `repairs.Repair`."""

    place: int
    message: str
    help: str
    title: str
    edits: tuple[Edit, ...]


def layout(lines: SourceLines, number: int, error: int) -> Iterator[Layout]:
    """Yield the repairs of the indentation of a line."""
    yield from _tabs(lines, number)
    yield from _block_text(lines, number)
    yield from _moved(lines, number)
    yield from _continued(lines, number)
    if number == error:
        yield from _colon_below(lines, number)


def first_line(lines: SourceLines) -> Iterator[Layout]:
    """Yield the repair of a first field that is indented."""
    number = lines.after(-1)
    if number is None or not (now := indent_of(lines.line(number))):
        return
    message = f"the first field is indented by {_spaces(now)}"
    edit = _reindent(lines, number, "")
    yield Layout(lines.starts[number] + now, message, "do not indent it", "remove the indentation", (edit,))


def _tabs(lines: SourceLines, number: int) -> Iterator[Layout]:
    line, start = lines.line(number), lines.starts[number]
    white = _white(line)
    if not white.strip(" "):
        return
    last = number
    while last + 1 < len(lines.all) and last - number < _MOST_LINES and _white(lines.line(last + 1)).strip(" "):
        last += 1
    place = start + len(white) - len(white.lstrip(" "))
    what = "a tab" if "\t" in white else f"the character U+{ord(white.strip(' ')[0]):04X}, which is no space for YAML"
    message = f"the line is indented with {what}"
    for width in (2, 4, 8):
        edits = [
            _reindent(lines, n, " " * len(_white(lines.line(n)).expandtabs(width))) for n in range(number, last + 1)
        ]
        yield Layout(place, message, "indent with spaces", "write spaces", tuple(edits))
    for indent in _indents(lines, number):
        edit = Edit(start, start + len(white), " " * indent)
        help = f"indent with {_spaces(indent)} instead" if indent else "delete it"
        yield Layout(place, message, help, "write spaces", (edit,))


def _moved(lines: SourceLines, number: int) -> Iterator[Layout]:
    """Yield repairs that move a line, alone or with what is below it, to the indentation of a line above it."""
    line = lines.line(number)
    now = indent_of(line)
    if _white(line).strip(" ") or not has_content(line):
        return
    match = _KEY.match(line)
    name = f"`{match['name']}`" if match else "the line"
    place = lines.starts[number] + now
    end = _end_of_block(lines, number)
    for indent in sorted(_indents(lines, number) - {now}, key=lambda one: abs(one - now)):
        message = f"{name} is indented by {_spaces(now)}, but its place is at {indent}"
        help = f"indent it by {_spaces(indent)}" if indent else "do not indent it"
        title = f"indent by {_spaces(indent)}" if indent else "remove the indentation"
        for last in dict.fromkeys((number, end)):
            edits = [
                _reindent(lines, n, " " * max(0, indent_of(lines.line(n)) + indent - now))
                for n in range(number, last + 1)
                if lines.line(n).strip()
            ]
            yield Layout(place, message, help, title, tuple(edits))


def _indents(lines: SourceLines, number: int) -> set[int]:
    """Return the indentations at which the lines above begin a field or an item."""
    found: set[int] = set()
    for line in lines.all[max(0, number - _LOOK_BACK) : number]:
        if has_content(line) and not _white(line).strip(" "):
            found.add(indent_of(line))
            if match := _KEY.match(line):
                found.add(len(match["indent"]))
    return found


def _end_of_block(lines: SourceLines, number: int) -> int:
    """Return the last line that is indented at least as far as this one, without a gap."""
    now, last = indent_of(lines.line(number)), number
    while last + 1 < len(lines.all) and last - number < _MOST_LINES:
        below = lines.line(last + 1)
        if not below.strip() or indent_of(below) < max(now, 1):
            break
        last += 1
    return last


def _block_text(lines: SourceLines, number: int) -> Iterator[Layout]:
    """Yield the repair of a text that is not indented below its `|` or `>`."""
    head = lines.before(number) if not _BLOCK.fullmatch(lines.line(number)) else number
    if head is None or not _BLOCK.fullmatch(lines.line(head)):
        return
    first = lines.after(head)
    match = _KEY.match(lines.line(head))
    if first is None or match is None:
        return
    column = len(match["indent"])
    last = first
    while last + 1 < len(lines.all) and last - first < _MOST_LINES and not _KEY.match(lines.line(last + 1)):
        last += 1
    numbers = [n for n in range(first, last + 1) if lines.line(n).strip()]
    edits = tuple(_reindent(lines, n, " " * (column + 2)) for n in numbers)
    message = f"the text of `{match['name']}` is not indented below it"
    help = f"indent each of its lines by {_spaces(column + 2)}"
    yield Layout(lines.starts[first] + indent_of(lines.line(first)), message, help, "indent the text", edits)


def _continued(lines: SourceLines, number: int) -> Iterator[Layout]:
    """Yield the repair of a text's second line that is not indented."""
    above = lines.before(number)
    if above is None or _KEY.match(lines.line(number)):
        return
    match = _KEY.match(lines.line(above))
    if match is None or not match["value"]:
        return
    column = len(match["indent"])
    numbers = [number]
    while (n := numbers[-1] + 1) < len(lines.all) and len(numbers) < _MOST_LINES:
        if not lines.line(n).strip() or _KEY.match(lines.line(n)) or lines.line(n).lstrip().startswith("- "):
            break
        numbers.append(n)
    message = f"this line continues the text of `{match['name']}`, but is not indented"
    help = f"indent it by {_spaces(column + 2)}"
    edits = tuple(_reindent(lines, n, " " * (column + 2)) for n in numbers)
    yield Layout(lines.starts[number] + indent_of(lines.line(number)), message, help, "indent the line", edits)


def _colon_below(lines: SourceLines, number: int) -> Iterator[Layout]:
    """Yield the repair of a text on several lines with a colon in one of the later lines."""
    head = number - 1
    while head >= 0 and number - head < _LOOK_BACK and not _KEY.match(lines.line(head)):
        head -= 1
    match = _KEY.match(lines.line(head)) if 0 <= head < number else None
    if match is None or not match["value"] or match["value"].lstrip()[0] in "\"'|>[{":
        return
    column, last = len(match["indent"]), number
    while last + 1 < len(lines.all) and last - head < _MOST_LINES:
        following = lines.line(last + 1)
        if not following.strip() or indent_of(following) <= column:
            break
        last += 1
    below = [lines.line(n).strip() for n in range(head + 1, last + 1)]
    if sum(_FIELD.match(line) is not None for line in below) > 1:
        # several of them are fields with the wrong indentation
        return
    parts = [match["value"].strip(), *below]
    start = lines.starts[head] + match.start("value") + len(match["value"]) - len(match["value"].lstrip())
    end = lines.starts[last] + len(lines.line(last))
    colon = lines.line(number).find(": ")
    place = lines.starts[number] + max(colon, 0)
    message = "a colon followed by a space inside text"
    for n in range(head, last):
        if " #" in lines.line(n):
            place, message = (
                lines.starts[n] + lines.line(n).index(" #") + 1,
                "` #` starts a comment, which ends the text",
            )
            break
    help = f"put the whole text of `{match['name']}` in quotes, or start a folded block with `>-`"
    edit = Edit(start, end, quote(" ".join(parts)))
    yield Layout(place, message, help, "put the text in quotes", (edit,))


def _reindent(lines: SourceLines, number: int, white: str) -> Edit:
    start = lines.starts[number]
    return Edit(start, start + len(_white(lines.line(number))), white)


def _white(line: str) -> str:
    match = _INDENTED.match(line)
    return match[0] if match else ""


def _spaces(count: int) -> str:
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"
