"""One layout for all briefs, by text edits: the order of fields, indentation, quotes, the width of lines.

Promises that the result says what the file said and keeps every comment, and looks the result over before it gives it away; that
formatting it again changes nothing; and that a file which does not parse is given back as it is.
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
    """A file's text in its canonical form; as it was where it has problems, or for the reason given."""

    text: str
    problems: tuple[Problem, ...] = ()
    left_alone: str = ""


class NotTheSame(Exception):
    """The formatted text does not say what the file says: a bug of ours, and nothing is to be written."""


def struct_of(path: str, content: str) -> type[msgspec.Struct] | None:
    """Return what a file in the content folder holds, by its path: a kind of brief, the briefing itself, or neither."""
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
    """Return the file's text as it is to be laid out; without a struct, its fields keep their order.

    `arrange` orders the fields. Raises NotTheSame where the text would say something else, whatever `arrange` does.
    """
    data, problems = reader.parse(file, CEILING)
    if data is None:
        return Formatted(file.text, problems)
    shape = shape_of(struct) if struct else NO_SHAPE
    if found := _DISPUTED.search(file.text):
        sign = f"U+{ord(found[0]):04X}"
        return Formatted(file.text, left_alone=f"it holds {sign}, which readers of YAML do not take for the same")
    if _has_long_name(data):
        return Formatted(file.text, left_alone=f"it has a field's name of more than {_MOST_NAME} characters")
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
    """Return whether a name may be too long for YAML to stand before a colon; twice as long with its quotes, it ends at 1,024."""
    if isinstance(data, dict):
        return any(len(name) > _MOST_NAME or _has_long_name(value) for name, value in data.items())
    return isinstance(data, list) and any(map(_has_long_name, data))


def _laid_out(text: str) -> str:
    root = tree(text)
    return edits.apply(text, layout(text, root, comments(text))) if root else text


def _confirm(file: YamlFile, data: Data, text: str, shape: Shape) -> None:
    """Raise where the text says something else than the file, or has other comments."""
    after, _ = reader.parse(YamlFile(file.path, text), CEILING)
    if after is None or canonical(after, shape) != canonical(data, shape):
        raise NotTheSame(f"formatting {file.path} would change what it says")
    if _words(text) != _words(file.text):
        raise NotTheSame(f"formatting {file.path} would change its comments")


def _words(text: str) -> list[str]:
    return sorted(comment.text.rstrip() for comment in comments(text))
