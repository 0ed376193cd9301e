"""Edits of the field `reviewed`, which records a review in a brief.

Each candidate edit is applied to a copy. It is accepted only if the result parses to the same data plus the review,
with the same comments.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping

from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Edit, Problem
from briefgen.editing.insert_field import last_value, line_break, line_start, new_field, new_lines
from briefgen.files.limits import CEILING
from briefgen.yaml import comments as yaml_comments
from briefgen.yaml import reader, spans
from briefgen.yaml.quote import quote
from briefgen.yaml.reader import Data
from briefgen.yaml.spans import Places
from briefgen.yaml.text import YamlFile

FIELD = "reviewed"
_LATER = ("formerly", "autolink")
_WIDTH = 100
_Way = tuple[Edit, ...]


def stamped(path: str, content: bytes, review: Mapping[str, str]) -> bytes | None:
    """Return the file with the review recorded, or None if no edit does only that."""
    file = reader.read(path, content, CEILING)
    if isinstance(file, Problem):
        return None
    data, _ = reader.parse(file, CEILING)
    places = spans.compose(file)
    if data is None or places is None:
        return None
    wanted = {**data, FIELD: dict(review)}
    comments = _comments(file.text)
    for way in _ways(file.text, data, places, review):
        text = edits.apply(file.text, way)
        if reader.parse(YamlFile(path, text), CEILING)[0] == wanted and _comments(text) == comments:
            return content[: len(content) - len(file.text.encode())] + text.encode()
    return None


def _comments(text: str) -> Counter[str]:
    return Counter(comment.text for comment in yaml_comments.comments(text))


def _ways(text: str, data: dict[str, Data], places: Places, review: Mapping[str, str]) -> Iterator[_Way]:
    flow = f"{{{', '.join(f'{name}: {_written(name, value)}' for name, value in review.items())}}}"
    is_short = len(f"{FIELD}: {flow}") <= _WIDTH
    block = [line for name, value in review.items() for line in _lines(name, value)]
    found = places.range((FIELD,))
    if found is None:
        lines = [f"{FIELD}: {flow}"] if is_short else [f"{FIELD}:", *block]
        yield from new_field(text, data, places, lines, flow=f"{FIELD}: {flow}", later=_LATER)
        return
    start, end = found
    old = data[FIELD]
    if isinstance(old, dict) and text[start] != "{":
        yield from _value_by_value(text, old, places, review)
        key = places.range((FIELD,), key=True) or found
        yield (Edit(key[1], end - _blank(text, start, end), f": {flow}"),)
        return
    if not is_short:
        yield from _as_block(text, start, end, block)
    yield (Edit(start, end, f" {flow}" if start == end else flow),)


def _value_by_value(text: str, old: dict[str, Data], places: Places, review: Mapping[str, str]) -> Iterator[_Way]:
    """Yield the edits of a review in block style, with missing values added below."""
    if not old.keys() <= review.keys():
        return
    indent = 0
    changes = []
    for name in old:
        key = places.range((FIELD, name), key=True) or (0, 0)
        start, end = places.range((FIELD, name)) or (0, 0)
        indent = key[0] - line_start(text, key[0])
        first, *more = _lines(name, review[name], indent)
        written = line_break(text).join([first.removeprefix(f"{' ' * indent}{name}: "), *more])
        changes.append(Edit(start, end - _blank(text, start, end), written))
    new = [line for name in review if name not in old for line in _lines(name, review[name], indent)]
    if not new:
        yield tuple(changes)
        return
    _, end = places.range((FIELD, *last_value(old))) or (0, 0)
    for way in new_lines(text, end, new):
        yield (*changes, *way)


def _as_block(text: str, start: int, end: int, block: list[str]) -> Iterator[_Way]:
    """Yield the edits that replace a value by a block mapping; a comment stays on its line."""
    line = line_start(text, start)
    indent = text[line : start - len(text[line:start].lstrip())]
    before = len(text[line:start]) - len(text[line:start].rstrip())
    for way in new_lines(text, end, [f"{indent}{one}" for one in block]):
        yield (Edit(start - before, end, ""), *way)


def _lines(name: str, value: str, indent: int = 2) -> list[str]:
    space = " " * indent
    line = f"{space}{name}: {_written(name, value)}"
    if len(line) <= _WIDTH:
        return [line]
    margin = f"{space}  "
    return [f"{space}{name}: >-", *textwrap.wrap(value, _WIDTH, initial_indent=margin, subsequent_indent=margin)]


def _written(name: str, value: str) -> str:
    return value if name == "date" else quote(value)


def _blank(text: str, start: int, end: int) -> int:
    """Return the number of white-space characters at the end of a value, such as a block scalar."""
    value = text[start:end]
    return len(value) - len(value.rstrip())
