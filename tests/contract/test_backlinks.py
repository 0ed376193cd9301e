"""Backlinks: a reference to another brief is shown on that brief's page too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from briefgen.model.kinds._all import kinds
from tests.contract.shown import words_of
from tests.support.marked import Marker, Sample
from tests.support.marked_site import MarkedSite

TITLE = {"actor": "name"}
_STATEMENT = ("statements.quote", "statements.paraphrase", "statements.date", "title", "statements.stance")
_HOLDER = ("name", "roles.title", "roles.from", "roles.to")

_SPOKEN_TO = "#connections > Disputed questions it has spoken to"
PLACES = {
    ("points", "#about"): "#statements",
    ("actors", "#connections > Contested"): "#disputed",
    ("actors", _SPOKEN_TO): "#disputed",
}
WITHOUT_TITLE = frozenset(
    {"#positions > th", "#positions > td", "#points > .bg-status", "#cited > .bg-card__text", "Republished by"}
)

NAMED: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "media.cite.source": (("#cited", ()),),
    "related": (("#connections > See also", ()),),
    "cite.source": (("#cited", ("cite.quote", "cite.locator")),),
    "actor.part_of": (("#members", ()),),
    "actor.members.actor": (("#connections > Groups that it is a member of", ()),),
    "actor.members.cite.source": (("#cited", ()),),
    "actor.roles.of": (("#holders", _HOLDER),),
    "actor.roles.cite.source": (("#cited", ("roles.cite.quote", "roles.cite.locator")),),
    "dispute.about": (("#disputed", ()), (".bg-contested", ())),
    "dispute.accounts.held_by": ((_SPOKEN_TO, ()),),
    "dispute.accounts.cite.source": (("#cited", ()),),
    "event.participants.actor": (("#events", ("title", "date")),),
    "event.part_of": (("Its parts", ()), ("#connections > Parts of it", ())),
    "event.figures.by": (("#connections > Figures at", ()),),
    "event.statements.speaker": (("#statements > .bg-said", _STATEMENT),),
    "event.statements.speakers": (("#statements > .bg-said", _STATEMENT),),
    "event.statements.reported_by": (("#connections > Reported on", ()),),
    "event.statements.figures.by": (("#connections > Figures at", ()),),
    "event.statements.on_behalf_of": (
        ("#statements > .bg-said", _STATEMENT),
        ("#positions > th", ("statements.about",)),
        ("#positions > td", ("statements.stance", "statements.date")),
    ),
    "event.statements.about": (("#about", _STATEMENT),),
    "event.statements.responds_to": (("#statements > Replies", ()),),
    "event.statements.disputes": ((".bg-statement__facts > Disputed by", ()),),
    "event.statements.corroborates": ((".bg-statement__facts > Confirmed by", ()),),
    "event.statements.cite.source": (
        ("#cited", ("statements.cite.locator", "statements.cite.quote")),
        ("#cited > .bg-card__text", ("statements.quote",)),
    ),
    "event.follows": (("#connections > Led to", ()),),
    "event.introduces": (("#connections > Versions first published at", ()),),
    "plan.proposers": (("#connections > Put forward", ()),),
    "plan.parties": (("#connections > Party to", ()),),
    "plan.versions.event": (("#connections > Versions it put forward", ()),),
    "plan.versions.proposed_by": (("#connections > Proposed a version of", ()),),
    "plan.versions.documents.cite.source": (("#cited", ()),),
    "plan.versions.cite.source": (("#cited", ()),),
    "plan.components.cite.source": (("#cited", ()),),
    "point.plan": (
        ("#points", ("title", "summary", "versions.in")),
        ("#points > .bg-status", ("versions.change",)),
        ("#components", ("title", "number")),
    ),
    "point.binds": (("#connections > Points that would bind it", ()),),
    "point.versions.to": (("#connections > Points moved to it", ()),),
    "point.versions.figures.by": (("#connections > Figures in", ()),),
    "point.versions.into": (("#connections > Points merged or split into it", ()),),
    "point.versions.from": (("#connections > Points made from it", ()),),
    "point.versions.cite.source": (("#cited", ()),),
    "source.publisher": (("#connections > Published", ()),),
    "source.relays": (("#relayed", ("title", "publisher")), ("Republished by", ())),
}
"""For each reference field: the places of its backlink, and the fields shown there besides the title."""


def _backlinks(kind: str, path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return NAMED.get(f"{kind}.{path}") or NAMED[path]


def _words(sample: Sample, path: str, place: str) -> list[str]:
    # a position on a version of a plan is one on the plan
    named = (m for m in sample.all(path) if path != "statements.about" or "@" not in m.ref)
    return [words for marker in named for words in _said(sample, marker, place)]


def _said(sample: Sample, marker: Marker, place: str) -> tuple[str, ...]:
    # the status of a point has words of its own, wherever it stands
    at = ".bg-status-line > .bg-status" if place.endswith(".bg-status") else ""
    return (words_of(sample.kind, marker.path, marker.typed, at),) if marker.choices else marker.shown[:1]


def test_every_reference_field_has_a_backlink_place(site: MarkedSite) -> None:
    named = {(s.kind, m.path) for s in site.samples.values() for m in s.markers if m.ref and s.kind != "briefing"}
    used = {f"{kind}.{path}" if f"{kind}.{path}" in NAMED else path for kind, path in named}
    assert used == set(NAMED)


@pytest.mark.parametrize("kind", kinds())
def test_referenced_brief_shows_its_backlinks(kind: str, site: MarkedSite) -> None:
    missing = [
        problem
        for sample in site.of(kind)[:2]
        for marker in sample.markers
        if marker.ref
        for place, more in _backlinks(kind, marker.path)
        for problem in _missing(site, sample, marker, place, more)
    ]
    assert not missing


def _missing(site: MarkedSite, sample: Sample, marker: Marker, place: str, more: tuple[str, ...]) -> Iterator[str]:
    page = site.page_of(marker.ref)
    place = PLACES.get((page.partition("/")[0], place), place)
    # statements about a part of a point stand under the part
    place = "#parts" if page.startswith("points/") and "#" in marker.ref else place
    # the banner is shown for open disputes only
    if place == ".bg-contested" and sample.one("state").typed == "resolved":
        return
    text = "\n".join(site.at(page, place))
    title = () if place in WITHOUT_TITLE else sample.one(TITLE.get(sample.kind, "title")).shown
    for words in (*title, *(words for path in more for words in _words(sample, path, place))):
        if words not in text:
            yield f"no {words!r} of {sample.id}: `{marker.path}` at {page} {place}: {text!r}"
