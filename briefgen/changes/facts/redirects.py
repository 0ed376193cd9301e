"""Addresses that others may link to: redirects, lost pages, and anchors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, of_brief, of_briefing, values, verb_of
from briefgen.changes.types import BriefingChange
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.comparison import paired

TYPES = ("address.redirect", "address.gone", "address.anchor")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield each redirect and page, and the anchors of briefs that may differ."""
    published, current = side.published, side.corpus.current
    for old, id in published.former.items():
        brief = published.briefs.get(id)
        if brief is not None and scope.wants(current(id)):
            yield (current(id), "redirect", f"/{brief.folder}/{old}/"), f"/{brief.folder}/{id}/"
    for id, brief in published.briefs.items():
        if scope.wants(current(id)):
            yield (current(id), "page", f"/{brief.folder}/{id}/"), True
    for id in published.briefing.themes:
        yield ("", "page", f"/themes/{id}/"), True
    for plan in published.of(Plan):
        if scope.touches(plan.id) and published.points.get(plan.id):
            for older, newer in paired(plan):
                yield (plan.id, "page", f"/plans/{plan.id}/compare/{older}/{newer}/"), True
    for id, brief in side.corpus.briefs.items():
        if scope.touches(id):
            for number, anchor in enumerate(_anchors(brief)):
                yield (id, "anchor", anchor), number


def _anchors(brief: Brief) -> Iterator[str]:
    """Yield the names by which a page of a brief can be linked to in the middle."""
    if isinstance(brief, Event):
        yield from (statement.id for statement in brief.statements)
    if isinstance(brief, Plan):
        yield from (f"version-{version.id}" for version in brief.versions)
        yield from (f"component-{component.id}" for component in brief.components)
    if isinstance(brief, Point):
        yield from (f"part-{part.id}" for part in brief.parts)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield the addresses that lead elsewhere, or nowhere."""
    id, what, address = key
    if what == "redirect":
        subject = of_brief(both, id)
        if new:
            says = f"{address} now leads to {new} ({subject.title})"
        else:
            says = f"{address} no longer leads to {old} ({subject.title})"
        change = derived_change(
            "address.redirect", "addresses", subject, says, label="redirect", verb=verb_of(old, new)
        )
        # both addresses are named, also where the redirect is new or gone
        yield replace(change, old=address, new=new or old)
    elif what == "page":
        if old and not new and address not in _redirects(both.head):
            subject = of_brief(both, id) if id else of_briefing(address)
            says = f"{address} leads nowhere"
            yield derived_change("address.gone", "addresses", subject, says, label="address", verb="added", new=address)
    elif new is None and id in both.head.corpus.briefs and id in both.base.corpus.briefs:
        brief = both.head.corpus.briefs[id]
        renamed = _renamed(both, id, int(old))
        says = f"#{address} is now #{renamed}" if renamed else f"#{address} leads nowhere"
        yield derived_change(
            "address.anchor", "addresses", of_brief(both, id, renamed), f"/{brief.folder}/{id}/: {says}",
            label=f"anchor {address}", verb="changed" if renamed else "removed", **values(address, renamed or None),
        )  # fmt: skip


def _redirects(side: DerivedSide) -> frozenset[str]:
    return side.once(_targets)


def _targets(side: DerivedSide) -> frozenset[str]:
    published = side.published
    found = ((old, published.briefs.get(id)) for old, id in published.former.items())
    return frozenset(f"/{brief.folder}/{old}/" for old, brief in found if brief is not None)


def _renamed(both: BothSides, id: str, number: int) -> str:
    """Return the new name of a part whose content is the same but for its name; empty where it is gone."""
    old, new = both.base.corpus.briefs[id], both.head.corpus.briefs[id]
    if isinstance(old, Event) and isinstance(new, Event):
        was = old.statements[number]
        known = {statement.id for statement in old.statements}
        for statement in new.statements:
            same = (statement.quote, statement.paraphrase, statement.speaker) == (
                was.quote,
                was.paraphrase,
                was.speaker,
            )
            if statement.id not in known and same:
                return statement.id
    return ""
