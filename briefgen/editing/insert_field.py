"""Insert a new field into a YAML file: candidate edits, best first.

All other bytes stay unchanged. The caller must parse the result before it accepts a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.diagnostics.types import At, Edit
from briefgen.yaml.reader import Data
from briefgen.yaml.spans import Places
from briefgen.yaml.text import LINE_BREAK


def new_field(
    text: str, data: dict[str, Data], places: Places, lines: Sequence[str], *, flow: str, later: Sequence[str]
) -> Iterator[tuple[Edit, ...]]:
    """Yield candidate edits that add a field after the last one, but before ``later``.

    ``lines`` is the field as an unindented block, ``flow`` the same for a brief in braces. ``later`` are names of
    fields that come after the new one.
    """
    root = places.range(()) or (0, 0)
    if text[root[0]] == "{":
        _, end = places.range(last_value(data)) or (0, 0)
        yield (Edit(end, end, f", {flow}"),)
        return
    first = places.range((next(iter(data)),), key=True) or (0, 0)
    line = line_start(text, first[0])
    indented = [text[line : first[0]] + one for one in lines]
    others = {name: value for name, value in data.items() if name not in later}
    for known in (others, data):
        if known:
            _, end = places.range(last_value(known)) or (0, 0)
            yield from new_lines(text, end, indented)
    yield (Edit(line, line, "".join(f"{one}{line_break(text)}" for one in indented)),)


def new_lines(text: str, end: int, lines: Sequence[str]) -> Iterator[tuple[Edit, ...]]:
    """Yield candidate edits that add lines below the line in which a value ends."""
    if text[end - 1 : end] in ("\n", "\r"):
        # a block scalar ends with its line, and empty lines below may belong to it
        for last in (len(text[:end].rstrip(" \t\r\n")), end - 1):
            found = LINE_BREAK.search(text, last)
            if found:
                yield (Edit(found.end(), found.end(), "".join(f"{one}{found[0]}" for one in lines)),)
        return
    found = LINE_BREAK.search(text, end)
    if found is None:
        yield (Edit(len(text), len(text), "".join(f"{line_break(text)}{one}" for one in lines)),)
    else:
        yield (Edit(found.end(), found.end(), "".join(f"{one}{found[0]}" for one in lines)),)


def line_start(text: str, offset: int) -> int:
    """Return the offset at which the line of this offset begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_break(text: str) -> str:
    """Return the file's first line break, or a line feed if it has none."""
    found = LINE_BREAK.search(text)
    return found[0] if found else "\n"


def last_value(data: dict[str, Data]) -> At:
    """Return the data path of the last scalar or empty collection."""
    at: At = ()
    here: Data = data
    while isinstance(here, dict | list) and here:
        step = len(here) - 1 if isinstance(here, list) else list(here)[-1]
        at = (*at, step)
        here = here[step]
    return at
