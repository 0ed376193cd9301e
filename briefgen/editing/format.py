"""Format briefs by text edits: field order, indentation, quotes, line width.

Guarantees, which `formatted` verifies on every result and `tests/property/test_fmt_laws.py` tests:

- The result has the same data and the same comments as the file.
- Formatting is idempotent.
- A file that does not parse is returned unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Problem
from briefgen.editing.format_layout import LeftAlone, layout
from briefgen.editing.format_order import arrangement
from briefgen.files.limits import CEILING
from briefgen.model.briefing import Briefing
from briefgen.model.field_order import NO_SHAPE, Shape, canonical, shape_of
from briefgen.model.kinds._all import kinds
from briefgen.yaml import reader
from briefgen.yaml.comments import comments
from briefgen.yaml.reader import Data
from briefgen.yaml.text import YamlFile
from briefgen.yaml.tree import tree

_MOST_NAME = 500
_DISPUTED = re.compile("[\x85\u2028\u2029\ufeff]")


class Formatted(msgspec.Struct, frozen=True):
    """The formatted text of a file.

    It is the original text if the file has problems, or for the reason given in ``left_alone``.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    left_alone: str = ""


class NotTheSame(Exception):
    """Formatting would change a file's data: a bug in briefgen, so nothing is written."""


def struct_of(path: str, content: str) -> type[msgspec.Struct] | None:
    """Return the type of a file in the content folder by its path, or None.

    The type is a kind of brief, or the briefing itself.
    """
    parts = path.removeprefix(f"{content}/").split("/")
    if len(parts) == 1:
        return Briefing if parts[0] in ("briefing.yaml", "briefing.yml") else None
    return next((kind for kind in kinds().values() if kind.folder == parts[0]), None)


def arranged(text: str, shape: Shape) -> str:
    """Return the text with its fields in the order of the shape."""
    root = tree(text)
    return edits.apply(text, arrangement(text, root, shape)) if root else text


def formatted(
    file: YamlFile, struct: type[msgspec.Struct] | None, arrange: Callable[[str, Shape], str] = arranged
) -> Formatted:
    """Return the file's formatted text.

    Without a struct, fields keep their order. `arrange` orders the fields. Raises NotTheSame if the result's data or
    comments would differ from the file's.
    """
    data, problems = reader.parse(file, CEILING)
    if data is None:
        return Formatted(file.text, problems)
    shape = shape_of(struct) if struct else NO_SHAPE
    if found := _DISPUTED.search(file.text):
        sign = f"U+{ord(found[0]):04X}"
        return Formatted(file.text, left_alone=f"it contains {sign}, which YAML parsers read differently")
    if _has_long_name(data):
        return Formatted(file.text, left_alone=f"it has a field name of more than {_MOST_NAME} characters")
    text = file.text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text = _laid_out(text)
    except LeftAlone as reason:
        return Formatted(file.text, left_alone=str(reason))
    text = arrange(text, shape)
    if text != file.text:
        _confirm(file, data, text, shape)
    return Formatted(text)


def _has_long_name(data: Data) -> bool:
    """Return whether a field name may be too long as a YAML key.

    YAML limits keys to 1,024 characters, and quoting can double the length of a name.
    """
    if isinstance(data, dict):
        return any(len(name) > _MOST_NAME or _has_long_name(value) for name, value in data.items())
    return isinstance(data, list) and any(map(_has_long_name, data))


def _laid_out(text: str) -> str:
    root = tree(text)
    return edits.apply(text, layout(text, root, comments(text))) if root else text


def _confirm(file: YamlFile, data: Data, text: str, shape: Shape) -> None:
    """Raise NotTheSame if the text has other data or other comments than the file."""
    after, _ = reader.parse(YamlFile(file.path, text), CEILING)
    if after is None or canonical(after, shape) != canonical(data, shape):
        raise NotTheSame(f"formatting {file.path} would change its data")
    if _words(text) != _words(file.text):
        raise NotTheSame(f"formatting {file.path} would change its comments")


def _words(text: str) -> list[str]:
    return sorted(comment.text.rstrip() for comment in comments(text))
