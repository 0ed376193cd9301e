"""The field `formerly` as text: which edits give a brief another former id, and keep every other byte.

Proposes ways to write it; who applies one parses the result before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics import At, Edit
from briefgen.yamlfile import LINE_BREAK, Data
from briefgen.yamlplaces import Places


def after_rename(formerly: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """Return the former ids of a brief that was called ``old`` and is called ``new`` now."""
    if new in formerly:
        # it takes back an earlier name, which the old one then replaces
        return tuple(dict.fromkeys(old if id == new else id for id in formerly))
    return tuple(dict.fromkeys((*formerly, old)))


def edits(text: str, data: dict[str, Data], places: Places, old: str, new: str) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to write the former ids after a rename, the best one first."""
    ids = data.get("formerly")
    if not isinstance(ids, list):
        found = places.range(("formerly",))
        if found is not None:
            yield (Edit(found[0], found[1], f" [{old}]" if found[0] == found[1] else f"[{old}]"),)
        else:
            yield from _new_field(text, data, places, old)
    elif old in ids:
        yield ()
    elif new in ids:
        at: At = ("formerly", ids.index(new))
        start, end = places.range(at) or (0, 0)
        index = text.find(new, start, end)
        if index >= 0:
            yield (Edit(index, index + len(new), old),)
    else:
        yield from _new_item(text, ids, places, old)


def _new_item(text: str, ids: list[Data], places: Places, old: str) -> Iterator[tuple[Edit, ...]]:
    whole = places.range(("formerly",)) or (0, 0)
    if not ids:
        yield (Edit(whole[0] + 1, whole[0] + 1, old),)
        return
    start, end = places.range(("formerly", len(ids) - 1)) or (0, 0)
    if text[whole[0]] == "[":
        yield (Edit(end, end, f", {old}"),)
        return
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    dash = re.match(r"[ \t]*", text[line:start])
    indent = dash[0] if dash else ""
    yield from _new_line(text, end, f"{indent}- {old}")


def _new_field(text: str, data: dict[str, Data], places: Places, old: str) -> Iterator[tuple[Edit, ...]]:
    """Yield the field as a new line: before `autolink`, which alone comes after it, else behind the last field."""
    root = places.range(()) or (0, 0)
    if text[root[0]] == "{":
        _, end = places.range(_last(data)) or (0, 0)
        yield (Edit(end, end, f", formerly: [{old}]"),)
        return
    names = list(data)
    first = places.range((names[0],), key=True) or (0, 0)
    line = max(text.rfind("\n", 0, first[0]), text.rfind("\r", 0, first[0])) + 1
    indent = text[line : first[0]]
    field = f"{indent}formerly: [{old}]"
    others = {name: value for name, value in data.items() if name != "autolink"}
    for known in (others, data):
        if known:
            _, end = places.range(_last(known)) or (0, 0)
            yield from _new_line(text, end, field)
    yield (Edit(line, line, f"{field}{_line_break(text)}"),)


def _last(data: dict[str, Data]) -> At:
    """Return the path of the last value that is no mapping and no list with something in it."""
    at: At = ()
    here: Data = data
    while isinstance(here, dict | list) and here:
        step = len(here) - 1 if isinstance(here, list) else list(here)[-1]
        at = (*at, step)
        here = here[step]
    return at


def _new_line(text: str, end: int, line: str) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to add a line below the one in which a value ends."""
    if text[end - 1 : end] in ("\n", "\r"):
        # a block of text ends with its line, and what is empty below it may be part of it
        for last in (len(text[:end].rstrip(" \t\r\n")), end - 1):
            found = LINE_BREAK.search(text, last)
            if found:
                yield (Edit(found.end(), found.end(), f"{line}{found[0]}"),)
        return
    found = LINE_BREAK.search(text, end)
    if found is None:
        yield (Edit(len(text), len(text), f"{_line_break(text)}{line}"),)
    else:
        yield (Edit(found.end(), found.end(), f"{line}{found[0]}"),)


def _line_break(text: str) -> str:
    found = LINE_BREAK.search(text)
    return found[0] if found else "\n"
