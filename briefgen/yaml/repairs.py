"""Candidate repairs of a YAML syntax error, each with the mistake behind it.

The candidates are guesses from the lines around the error. `errors.py` tries them, and keeps the one that works best.
Each is made from a bounded number of lines, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

import msgspec

from briefgen.diagnostics.types import Edit
from briefgen.yaml.quote import quote
from briefgen.yaml.repair_layout import OTHER_SPACES, first_line, layout
from briefgen.yaml.source_lines import SourceLines

_FIELD = re.compile(r"( *+(?:- ++)*+[A-Za-z_][\w-]*+ *+: ++)(\S.*+)")
_NO_SPACE = re.compile(r"( *+(?:- ++)*+[a-z_]++):(?![\s/])(?=\S)")
_NO_COLON = re.compile(r"( *+(?:- ++)*+)([a-z_]++)( ++)(?=[^\s:#])")
_OTHER_COLON = re.compile(r"( *+(?:- ++)*+)([a-z_]++)( ?[\uff1a\ufe55\ua789\u2236;=] *+)(?=\S)")
_OTHER_SPACE = re.compile(rf"( *+(?:- ++)*+)([a-z_]++:)([{OTHER_SPACES} ]++)(?=\S)")
_BARE_NAME = re.compile(r"( *+(?:- ++)*+)([a-z_]++) *+")
_NO_COMMA = re.compile(r"(?<=[^\s,{])( ++)([a-z_]++): ")
_MOST_COMMAS = 8
_NO_DASH_SPACE = re.compile(r"( *+)-(?=[^\s-])")
_OTHER_DASH = re.compile(r"( *+)([*\u2022\u2013\u2014\u2212+] *+)(?=\S)")
_ITEM = re.compile(r"( *+(?:- ++)++)(\S.*+)")
_TYPOGRAPHIC = re.compile("[“”„«»‘’‚]")
_COMMENT = re.compile(r"(?<! ) ++#[^#]*+$")
_SPECIAL = "@`%*&!|>[{?-,]}#"
_MOST_LINES = 50
"""The most lines over which brackets are closed."""
_MOST = 300
"""The longest text, in characters, that a help repeats."""


class Repair(msgspec.Struct, frozen=True):
    """A possible mistake, with its place as an offset and the edits that correct it."""

    place: int
    message: str
    help: str
    title: str
    edits: tuple[Edit, ...]


def candidates(lines: SourceLines, error: int, context: int | None) -> Iterator[Repair]:
    """Yield the possible repairs, the most specific first.

    ``error`` and ``context`` are the lines that the parser names, counted from 0.
    """
    near = [number for number in (context, error, lines.before(error)) if number is not None]
    numbers = [number for number in dict.fromkeys(near) if number < len(lines.starts)]
    for number in numbers:
        yield from _field_name(lines, number)
    for number in numbers:
        yield from _value(lines, number, error)
        yield from _list_item(lines, number)
    order = sorted(numbers, key=lambda number: number != error)
    yield from (Repair(*guess) for guess in first_line(lines))
    yield from (Repair(*guess) for guess in chain.from_iterable(layout(lines, number, error) for number in order))


def _field_name(lines: SourceLines, number: int) -> Iterator[Repair]:
    """Yield repairs of a colon that is missing, or has no space after it, or is another character."""
    line, start = lines.line(number), lines.starts[number]
    if match := _NO_SPACE.match(line):
        name, place = match[1].lstrip(" -"), start + len(match[1]) - len(match[1].lstrip(" -"))
        message = f"there is no space after `{name}:`"
        help = f"write `{name}: {_short(line[match.end() :])}`"
        yield Repair(place, message, help, "add a space", (_insert(start + match.end(), " "),))
    if match := _OTHER_COLON.match(line):
        place = start + match.start(2)
        message = f"`{match[3].strip()}` is not the colon that ends a field's name"
        edit = Edit(start + match.start(3), start + match.end(3), ": ")
        yield Repair(place, message, f"write `{match[2]}: …`", "write a colon", (edit,))
    if match := _OTHER_SPACE.match(line):
        edit = Edit(start + match.start(3), start + match.end(3), " ")
        message = f"the space after `{match[2]}` is not the usual one"
        help = "delete it, and type a space"
        yield Repair(start + match.start(3), message, help, "write a space", (edit,))
    if match := _BARE_NAME.fullmatch(line):
        place = start + match.start(2)
        message = f"the field's name `{match[2]}` has no colon after it"
        edit = _insert(place + len(match[2]), ":")
        yield Repair(place, message, f"write `{match[2]}:`", "add a colon", (edit,))
    if match := _NO_COLON.match(line):
        edit = Edit(start + match.start(3), start + match.end(3), ": ")
        message = f"the field's name `{match[2]}` has no colon after it"
        help = f"write `{match[2]}: {_short(line[match.end() :])}`"
        yield Repair(start + match.start(2), message, help, "add a colon", (edit,))


def _value(lines: SourceLines, number: int, error: int) -> Iterator[Repair]:
    """Yield repairs of a text that needs quotes, or has wrong ones."""
    line, start = lines.line(number), lines.starts[number]
    match = _FIELD.fullmatch(line) or _ITEM.fullmatch(line)
    if match is None:
        return
    value, place = match[2].rstrip(" "), start + match.start(2)
    first = value[0]
    if first in "\"'":
        yield from _quoted(value, place, first)
    elif len(value) > 1 and _TYPOGRAPHIC.match(first) and _TYPOGRAPHIC.match(value[-1]):
        inside = value[1:-1]
        message = f"`{first}` does not put text in quotes for YAML"
        help = f"write {_offered(inside)}, with straight quotes"
        yield _instead(place, place, value, quote(inside, marks='"'), message, help)
        yield _instead(place, place, value, quote(value), message, help)
    elif first in "[{":
        yield from _brackets(value, place, first)
        yield from _brackets_over_lines(lines, number, error, match.start(2), first)
    if first in _SPECIAL and first not in "#":
        mark = "a backtick" if first == "`" else f"`{first}`"
        message = f"a text cannot begin with {mark} unless it is in quotes"
        yield _instead(place, place, value, quote(value), message, f"write {_offered(value)}")
    elif ": " in value or value.endswith(":"):
        colon = value.find(": ") if ": " in value else len(value) - 1
        message = f"a colon {'followed by a space inside' if ': ' in value else 'at the end of'} text"
        help = "put the whole text in quotes, or start a folded block with `>-`"
        without = _COMMENT.sub("", value)
        for text in dict.fromkeys((value if " #" not in value else without, without, value)):
            yield _instead(place + colon, place, text, quote(text), message, help)


def _quoted(value: str, place: int, mark: str) -> Iterator[Repair]:
    """Yield repairs of a text that begins with a straight quote."""
    end = value.find(mark, 1)
    while mark == "'" and value[end : end + 2] == "''":
        end = value.find(mark, end + 2)
    if end > 0 and end < len(value) - 1:
        inside = value[1:-1]
        is_whole = value.endswith(mark)
        text = inside if is_whole else value
        if is_whole:
            other = "double" if mark == "'" else "single"
            message = f"the quote `{mark}` inside the text ends it here"
            help = f"put the whole text in {other} quotes: {_offered(text)}"
        else:
            message = "the quote ends here, but text follows it"
            help = f"put the whole text in quotes: {_offered(text)}"
        yield _instead(place + end, place, value, quote(text, marks="'"), message, help)
    if end < 0:
        message = f"the quote `{mark}` is opened here and never closed"
        help = f"add `{mark}` at the end of the text"
        if any(character.isalnum() for character in value):
            yield Repair(place, message, help, "close the quote", (_insert(place + len(value), mark),))
            yield _instead(place, place, value, quote(value), message, help)
    if mark == '"' and "\\" in value and value.endswith('"') and len(value) > 1:
        message = "a backslash in double quotes starts an escape that YAML does not know"
        at = place + value.index("\\")
        yield _instead(at, place, value, quote(value[1:-1], marks="'"), message, "use single quotes")


def _brackets(value: str, place: int, first: str) -> Iterator[Repair]:
    """Yield repairs of a list or mapping in brackets."""
    closing = "]" if first == "[" else "}"
    what = "list" if first == "[" else "mapping"
    without = _COMMENT.sub("", value).rstrip(" ")
    end = place + len(without)
    missing = without.count(first) - without.count(closing)
    message = f"the {what} that `{first}` opens here is never closed"
    help = f"add `{closing}` at its end"
    if " #" in value and value.endswith(closing) and without.count(first) > without.count(closing):
        at = value.index(" #")
        message = f"` #` starts a comment, so the {what} is not closed"
        edit = Edit(place + at, place + len(value) - 1, "")
        yield Repair(place + at + 1, message, "put the item in quotes, or delete the comment", "delete it", (edit,))
    if first == "{":
        for match in islice(_NO_COMMA.finditer(value), _MOST_COMMAS):
            message = f"there is no comma before `{match[2]}`"
            edit = _insert(place + match.start(1), ",")
            yield Repair(place + match.start(2), message, f"write `, {match[2]}: …`", "add a comma", (edit,))
    message = f"the {what} that `{first}` opens here is never closed"
    if 0 < missing < 5:
        edit = _insert(end, closing * missing)
        yield Repair(place, message, help, f"add `{closing * missing}`", (edit,))
        last = without[-1]
        if last in ",]})":
            edit = Edit(end - 1, end, closing)
            yield Repair(place, message, help, f"write `{closing}`", (edit,))
    elif missing < 0:
        message = f"`{closing}` is here once too often"
        edit = Edit(end - 1, end, "")
        yield Repair(end - 1, message, "delete it", f"delete `{closing}`", (edit,))


def _brackets_over_lines(lines: SourceLines, number: int, error: int, column: int, first: str) -> Iterator[Repair]:
    """Yield the repair of brackets that are opened on one line and closed on none."""
    last = lines.before(error)
    if last is None or last <= number or last - number > _MOST_LINES:
        return
    closing, what = ("]", "list") if first == "[" else ("}", "mapping")
    end = _COMMENT.sub("", lines.line(last)).rstrip(" ,")
    edit = _insert(lines.starts[last] + len(end), closing)
    message = f"the {what} that `{first}` opens here is never closed"
    help = f"add `{closing}` at its end"
    yield Repair(lines.starts[number] + column, message, help, f"add `{closing}`", (edit,))


def _list_item(lines: SourceLines, number: int) -> Iterator[Repair]:
    """Yield repairs of the dash before a list's item."""
    line, start = lines.line(number), lines.starts[number]
    if match := _NO_DASH_SPACE.match(line):
        place = start + len(match[1])
        rest = line[match.end() :]
        help = f"write `- {_short(rest)}`"
        yield Repair(place, "there is no space after `-`", help, "add a space", (_insert(place + 1, " "),))
    if match := _OTHER_DASH.match(line):
        place = start + len(match[1])
        edit = Edit(place, start + match.end(), "- ")
        message = f"`{match[2].strip()}` does not start an item of a list"
        yield Repair(place, message, f"write `- {_short(line[match.end() :])}`", "write `- `", (edit,))


def _instead(at: int, place: int, old: str, new: str, message: str, help: str) -> Repair:
    return Repair(at, message, help, "put the text in quotes", (Edit(place, place + len(old), new),))


def _insert(place: int, text: str) -> Edit:
    return Edit(place, place, text)


def _offered(text: str) -> str:
    """Return the text as it should be typed, in backticks where it has none."""
    typed = quote(text, marks="'") if len(text) <= _MOST else f"'{_short(text)}'"
    return f"`{typed}`" if "`" not in typed else typed


def _short(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= 60 else f"{text[:57]}…"
