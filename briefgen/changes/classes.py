"""Decide whether a typed change is substantive or editorial.

The reason is the line of the rule that says so.

A change is substantive unless a line of the rule makes it editorial. The class is decided per change, never per file.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from briefgen.changes.catalogue import EDITORIAL, ROWS
from briefgen.changes.types import ChangeClass, Reason
from briefgen.changes.walk import FoundDifference
from briefgen.changes.words import is_typography
from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Place, Statement
from briefgen.model.kinds.plan import PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.model.kinds.source import Source
from briefgen.text.urls import canonical

FAR = 50.0
"""Kilometres from which a move of coordinates is substantive."""


def class_of(reason: Reason) -> ChangeClass:
    """Return the class that follows from a reason."""
    return "editorial" if reason in EDITORIAL else "substantive"


def reason_of(found: FoundDifference, base: Corpus) -> Reason:
    """Return the line of the rule that applies to a difference.

    Where two apply, it is the substantive one.
    """
    row = ROWS[found.name].reason
    if found.verb == "reordered":
        return _of_order(found, row)
    match found.name:
        case "briefing.themes" if found.verb == "removed":
            return "address"
        case "source.archive_url" if found.verb == "added":
            return "house-keeping"
        case "source.url" if is_archived_copy(found):
            return "house-keeping"
        case "event.place.lat" | "event.place.lon" if _distance(found) > FAR:
            return "fact"
        case "point.version" if found.verb == "added" and is_no_news(found, base):
            return "no-news"
        case "record.access" if found.verb == "removed":
            return "evidence"
    if _is_typography(found, row):
        return "typography"
    return row


def _of_order(found: FoundDifference, row: Reason) -> Reason:
    """Return the reason of another order: it says something for versions, highlights and sources of words."""
    if found.name in ("plan.version", "point.version", "briefing.highlights"):
        return row
    inner = found.around[-1]
    if found.name == "statement.cite" and any(isinstance(one, Statement) and one.quote for one in inner):
        return row
    return "presentation"


def is_archived_copy(found: FoundDifference) -> bool:
    """Return whether the new address of a source is an archived copy of the old one."""
    old = found.around[0][0]
    if not isinstance(old, Source) or not found.old or not found.new:
        return False
    if found.new == old.archive_url:
        return True
    _, mark, archived = str(found.new).partition("/web/")
    address = archived.partition("/")[2]
    return bool(mark) and "archive.org/" in found.new and canonical(address) == canonical(found.old)


def _distance(found: FoundDifference) -> float:
    """Return the kilometres between the old and the new place; 0 where one has no coordinates."""
    old, new = found.around[-1]
    places = [place for place in (old, new) if isinstance(place, Place)]
    at = [(radians(p.lat), radians(p.lon)) for p in places if p.lat is not None and p.lon is not None]
    if len(at) < 2:
        return 0.0
    (lat, lon), (lat2, lon2) = at
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, chord)))


def is_no_news(found: FoundDifference, base: Corpus) -> bool:
    """Return whether an added entry only says that nothing is known.

    Its version is new in the same comparison.
    """
    entry, point = found.new, found.around[0][1]
    if not isinstance(entry, PointVersion) or not isinstance(point, Point) or entry.change != "not-reported":
        return False
    is_bare = not (entry.text or entry.figures or entry.original or entry.into or entry.from_ or entry.to)
    plan = base.briefs.get(point.plan)
    versions: tuple[PlanVersion, ...] = getattr(plan, "versions", ())
    return is_bare and all(version.id != entry.in_ for version in versions)


def _is_typography(found: FoundDifference, row: Reason) -> bool:
    if found.verb != "changed" or found.is_item or not isinstance(found.field.type, reflect.TextType):
        return False
    extra = found.field.type.extra
    if "ref" in extra or "is" in extra or not isinstance(found.old, str):
        return False
    return is_typography(found.old, found.new, keeps_paragraphs=row == "words-of-others")


def is_draft(brief: Any) -> bool:
    """Return whether a brief is a draft, which readers do not see."""
    return isinstance(brief, Brief) and brief.status == "draft"
