"""Edits of the field `formerly`, which keeps the former ids of a brief.

Yields candidate edits that leave all other bytes unchanged. The caller must parse the result before it accepts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics.types import At, Edit
from briefgen.editing.insert_field import line_start, new_field, new_lines
from briefgen.yaml.reader import Data
from briefgen.yaml.spans import Places


def after_rename(formerly: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """Return the former ids of a brief after a rename from ``old`` to ``new``."""
    if new in formerly:
        # the brief returns to an earlier id, so the old id takes its place in the list
        return tuple(dict.fromkeys(old if id == new else id for id in formerly))
    return tuple(dict.fromkeys((*formerly, old)))


def edits(text: str, data: dict[str, Data], places: Places, old: str, new: str) -> Iterator[tuple[Edit, ...]]:
    """Yield candidate edits that record the former id after a rename, best first."""
    ids = data.get("formerly")
    if not isinstance(ids, list):
        found = places.range(("formerly",))
        if found is not None:
            yield (Edit(found[0], found[1], f" [{old}]" if found[0] == found[1] else f"[{old}]"),)
        else:
            field = f"formerly: [{old}]"
            yield from new_field(text, data, places, [field], flow=field, later=["autolink"])
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
    dash = re.match(r"[ \t]*", text[line_start(text, start) : start])
    indent = dash[0] if dash else ""
    yield from new_lines(text, end, [f"{indent}- {old}"])
