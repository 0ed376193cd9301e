"""Put derived facts into changes: subjects, names and short phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import UNSET

from briefgen.changes.facts._side import BothSides, DerivedSide
from briefgen.changes.types import BRIEFING, BriefingChange, ChangeClass, ChangeSubject, Direction, Section, Verb
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.point import Point


def derived_change(
    type: str, section: Section, subject: ChangeSubject, says: str, *, label: str, verb: Verb = "changed", **more: Any
) -> BriefingChange:
    """Return a derived change, substantive by default; `because` is added later."""
    class_: ChangeClass = more.pop("class_", "substantive")
    if verb == "added":
        more.pop("old", None)
    if verb == "removed":
        more.pop("new", None)
    return BriefingChange(
        id="", type=type, verb=verb, class_=class_, reason="derived", section=section, subject=subject, label=label,
        says=says, **more,
    )  # fmt: skip


def verb_of(old: object, new: object) -> Verb:
    """Return `added` where nothing stood before, `removed` where nothing stands now."""
    return "added" if old is None else "removed" if new is None else "changed"


def values(old: object, new: object) -> dict[str, Any]:
    """Return both values as members of a change; None counts as no value."""
    return {"old": UNSET if old is None else old, "new": UNSET if new is None else new}


def of_brief(both: BothSides, id: str, part: str = "", party: str = "") -> ChangeSubject:
    """Return a brief as a subject, with its title in the head or else in the base."""
    side = both.head if id in both.head.corpus.briefs else both.base
    brief = side.corpus.briefs.get(id)
    kind = kind_of(brief) if brief else "briefing"
    return ChangeSubject(kind=kind, id=id, title=title_of(side, id), part=part, party=party)


def of_briefing(title: str, part: str = "") -> ChangeSubject:
    """Return the briefing as the subject of a change; `part` is an anchor."""
    return ChangeSubject(kind="briefing", id=BRIEFING, title=title, part=part)


def title_of(side: DerivedSide, id: str) -> str:
    """Return the title of a brief, that of a point with its number."""
    brief = side.corpus.briefs.get(id)
    return f"{brief.number}. {brief.label}" if isinstance(brief, Point) else side.site.label(id)


def point_name(corpus: Corpus, id: str) -> str:
    """Return `point 7`, or `the plan as a whole`."""
    brief = corpus.briefs.get(id)
    return f"point {brief.number}" if isinstance(brief, Point) else "the plan as a whole"


def listing(names: Iterable[str], most: int = 4) -> str:
    """Return names as a list in a sentence; of many, the first and how many others."""
    found = list(dict.fromkeys(names))
    if len(found) > most:
        return f"{', '.join(found[:most])} and {len(found) - most} more"
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def direction_of(old: object, new: object, order: Sequence[object]) -> Direction:
    """Return whether a value rose or fell in an order with the worst first."""
    before, after = order.index(old), order.index(new)
    return "up" if after > before else "down" if after < before else "same"


def upper(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
