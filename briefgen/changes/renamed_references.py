"""Rewrite references to renamed items in the base.

So a rename shows as one change.

Without this, each brief that refers to a renamed one would count as changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.point import Point
from briefgen.model.references import split
from briefgen.text.markup import CITATION, LINK

_MARK = re.compile("[#@]")


class Renames:
    """The new names of renamed items, and how often each was rewritten."""

    def __init__(self, references: Mapping[str, str], themes: Mapping[str, str]) -> None:
        self._references = references
        """New references by old ones: ids, `event#statement` and `plan@version`."""
        self._themes = themes
        ids = {word for ref in (*references, *themes) for word in _MARK.split(ref)}
        self._ids = tuple(id.encode() for id in sorted(ids))
        self.counts: Counter[str] = Counter()
        """How many references each new name has replaced."""

    @property
    def has_any(self) -> bool:
        """Return whether anything was renamed."""
        return bool(self._ids)

    def applied(self, brief: Brief, encoded: bytes) -> Brief:
        """Return the brief with the new names.

        It is the same object where it has none of the old ones.

        ``encoded`` is the brief as JSON: a search in it is cheaper than a walk.
        """
        if not any(id in encoded for id in self._ids):
            return brief
        plan = brief.plan if isinstance(brief, Point) else ""
        changed: Brief = self._struct(brief, plan)
        return changed

    def applied_to_briefing(self, briefing: Briefing) -> Briefing:
        """Return the briefing with the new names of briefs; the names of its themes stay."""
        changed: Briefing = self._struct(briefing, "")
        return changed

    def _struct(self, struct: msgspec.Struct, plan: str) -> Any:
        changed: dict[str, Any] = {}
        for field in reflect.fields(type(struct)):
            old: Any = getattr(struct, field.attribute)
            if old is None or old == () or (field.attribute == "id" and isinstance(struct, Brief)):
                continue
            new: Any
            if field.name == "in" and plan:
                new = self._version(plan, old)
            elif field.name == "themes" and isinstance(struct, Brief):
                new = tuple(self._themes.get(id, id) for id in old)
            else:
                new = self._value(old, field.type, plan)
            if new != old:
                changed[field.attribute] = new
        return msgspec.structs.replace(struct, **changed) if changed else struct

    def _version(self, plan: str, version: str) -> str:
        return self._reference(f"{plan}@{version}").partition("@")[2]

    def _value(self, value: Any, type: reflect.ValueType, plan: str) -> Any:
        match type:
            case reflect.StructType():
                return self._struct(value, plan)
            case reflect.ListType():
                return tuple(self._value(item, type.item, plan) for item in value)
            case reflect.TextType() if "ref" in type.extra or "loose_ref" in type.extra:
                return self._reference(value)
            case reflect.TextType() if type.extra.get("prose") and "[" in value:
                linked = LINK.sub(lambda match: self._link(match, 1), value)
                return CITATION.sub(lambda match: self._link(match, 1), linked)
        return value

    def _reference(self, ref: str) -> str:
        found = self._references.get(ref)
        if found is None:
            whole, tail = split(ref)
            found = self._references[whole] + tail if whole in self._references else None
        if found is None or found == ref:
            return ref
        self.counts[found] += 1
        return found

    def _link(self, match: re.Match[str], group: int) -> str:
        start, end = match.span(group)
        before = match.start()
        return match[0][: start - before] + self._reference(match[group]) + match[0][end - before :]
