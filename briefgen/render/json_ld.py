"""Linked data of a brief's page: JSON-LD with schema.org's vocabulary.

It has only what the page says, and no date is more precise than the brief's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site.shared import Site

_ACTORS = {
    "person": "Person",
    "state": "Country",
    "organisation": "Organization",
    "office": "Organization",
    "group": "Organization",
    "outlet": "NewsMediaOrganization",
}
_SOURCES = {"article": "NewsArticle", "book": "Book", "dataset": "Dataset", "post": "SocialMediaPosting"}
_STATES = {"scheduled": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
# these could end the script element; U+2028 and U+2029 are line ends in older JavaScript
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

_Words = Callable[[Site, Any], dict[str, Any]]


def linked_data(site: Site, brief: Brief) -> str:
    """Return a brief as JSON-LD on one line, safe inside a script element."""
    words: _Words = _WORDS.get(type(brief), _any)
    data: dict[str, Any] = {"@context": "https://schema.org", **words(site, brief)}
    if brief.summary:
        data["description"] = site.prose.plain(brief.summary)
    url = site.url_of(brief.id)
    if site.site_url and url is not None:
        data["url" if not isinstance(brief, Source) else "mainEntityOfPage"] = f"{site.site_url}{url}"
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _any(_site: Site, brief: Brief) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": brief.label}


def _event(site: Site, event: Event) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Event", "name": event.title, **_between(event.date)}
    if event.state in _STATES:
        data["eventStatus"] = f"https://schema.org/{_STATES[event.state]}"
    if event.place:
        data["location"] = {"@type": "Place", "name": event.place.name}
        if event.place.country:
            data["location"]["address"] = {"@type": "PostalAddress", "addressCountry": event.place.country}
        if event.place.lat is not None and event.place.lon is not None:
            geo = {"@type": "GeoCoordinates", "latitude": event.place.lat, "longitude": event.place.lon}
            data["location"]["geo"] = geo
    names = [_named(site, participant.actor) for participant in event.participants]
    return {**data, "attendee": names} if names else data


def _actor(_site: Site, actor: Actor) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": _ACTORS.get(actor.kind or "", "Thing"), "name": actor.name}
    if actor.aliases:
        data["alternateName"] = [alias.name for alias in actor.aliases]
    if actor.identifiers and actor.identifiers.wikidata:
        data["sameAs"] = f"https://www.wikidata.org/wiki/{actor.identifiers.wikidata}"
    return data


def _plan(site: Site, plan: Plan) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "CreativeWork", "name": plan.title}
    names = [_named(site, proposer) for proposer in plan.proposers]
    return {**data, "creator": names} if names else data


def _point(site: Site, point: Point) -> dict[str, Any]:
    part_of = {"@type": "CreativeWork", "name": site.label(point.plan)}
    return {"@type": "CreativeWork", "name": point.title, "position": point.number, "isPartOf": part_of}


def _source(site: Site, source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": _SOURCES.get(source.type or "", "CreativeWork"), "name": source.label}
    if source.published and (day := _exactly(source.published)):
        data["datePublished"] = day
    if source.publisher:
        data["publisher"] = {"@type": "Organization", "name": site.label(source.publisher)}
    if source.url:
        data["url"] = source.url
    if source.language:
        data["inLanguage"] = source.language
    return data


def _dispute(site: Site, dispute: Dispute) -> dict[str, Any]:
    answers = [{"@type": "Answer", "text": site.prose.plain(account.claim)} for account in dispute.accounts]
    data: dict[str, Any] = {"@type": "Question", "name": dispute.title, "answerCount": len(answers)}
    return {**data, "suggestedAnswer": answers}


# looked up by the brief's type, so each function gets the kind that it expects
_WORDS: dict[type[Brief], _Words] = {
    Event: _event,
    Actor: _actor,
    Plan: _plan,
    Point: _point,
    Source: _source,
    Dispute: _dispute,
}


def _named(site: Site, id: str) -> dict[str, str]:
    actor = site.corpus.find(id, Actor)
    return {"@type": _ACTORS.get((actor.kind if actor else None) or "", "Thing"), "name": site.label(id)}


def _between(date: Edtf) -> dict[str, str]:
    """Return `startDate` and `endDate` as far as they are known to the day and certain."""
    if day := _exactly(date):
        return {"startDate": day}
    first, last = date.start, date.end
    if not date.is_interval or first is None or last is None or first.qualifier or last.qualifier:
        return {}
    days = [moment.text for moment in (first, last) if moment.precision == "day"]
    return {"startDate": days[0], "endDate": days[1]} if len(days) == 2 else {}


def _exactly(date: Edtf) -> str:
    """Return a date in ISO 8601, or an empty string if it is uncertain."""
    return "" if date.start is None or date.start.qualifier else date.iso
