"""What a brief's page tells machines about it, as JSON-LD in schema.org's words.

Stands on the site, beside the citations. Says nothing that the page does not say, and no date more precisely than the brief.
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
# these would end the script element, or the line for a reader that takes U+2028 for an end of it
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

_Words = Callable[[Site, Any], dict[str, Any]]


def linked_data(site: Site, brief: Brief) -> str:
    """Return a brief as JSON-LD on one line, safe inside a script element."""
    words: _Words = _WORDS.get(type(brief), _any)
    told: dict[str, Any] = {"@context": "https://schema.org", **words(site, brief)}
    if brief.summary:
        told["description"] = site.prose.plain(brief.summary)
    url = site.url_of(brief.id)
    if site.site_url and url is not None:
        told["url" if not isinstance(brief, Source) else "mainEntityOfPage"] = f"{site.site_url}{url}"
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _any(_site: Site, brief: Brief) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": brief.label}


def _event(site: Site, event: Event) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Event", "name": event.title, **_between(event.date)}
    if event.state in _STATES:
        told["eventStatus"] = f"https://schema.org/{_STATES[event.state]}"
    if event.place:
        told["location"] = {"@type": "Place", "name": event.place.name}
        if event.place.country:
            told["location"]["address"] = {"@type": "PostalAddress", "addressCountry": event.place.country}
        if event.place.lat is not None and event.place.lon is not None:
            geo = {"@type": "GeoCoordinates", "latitude": event.place.lat, "longitude": event.place.lon}
            told["location"]["geo"] = geo
    names = [_named(site, participant.actor) for participant in event.participants]
    return {**told, "attendee": names} if names else told


def _actor(_site: Site, actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": _ACTORS.get(actor.kind or "", "Thing"), "name": actor.name}
    if actor.aliases:
        told["alternateName"] = [alias.name for alias in actor.aliases]
    if actor.identifiers and actor.identifiers.wikidata:
        told["sameAs"] = f"https://www.wikidata.org/wiki/{actor.identifiers.wikidata}"
    return told


def _plan(site: Site, plan: Plan) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "CreativeWork", "name": plan.title}
    names = [_named(site, proposer) for proposer in plan.proposers]
    return {**told, "creator": names} if names else told


def _point(site: Site, point: Point) -> dict[str, Any]:
    part_of = {"@type": "CreativeWork", "name": site.label(point.plan)}
    return {"@type": "CreativeWork", "name": point.title, "position": point.number, "isPartOf": part_of}


def _source(site: Site, source: Source) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": _SOURCES.get(source.type or "", "CreativeWork"), "name": source.label}
    if source.published and (day := _exactly(source.published)):
        told["datePublished"] = day
    if source.publisher:
        told["publisher"] = {"@type": "Organization", "name": site.label(source.publisher)}
    if source.url:
        told["url"] = source.url
    if source.language:
        told["inLanguage"] = source.language
    return told


def _dispute(site: Site, dispute: Dispute) -> dict[str, Any]:
    answers = [{"@type": "Answer", "text": site.prose.plain(account.claim)} for account in dispute.accounts]
    told: dict[str, Any] = {"@type": "Question", "name": dispute.title, "answerCount": len(answers)}
    return {**told, "suggestedAnswer": answers}


# the brief's own type chooses the function, so each gets what it takes
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
    """Return the first and last day where the date tells them; a doubtful date tells none."""
    if day := _exactly(date):
        return {"startDate": day}
    first, last = date.start, date.end
    if not date.is_interval or first is None or last is None or first.qualifier or last.qualifier:
        return {}
    days = [moment.text for moment in (first, last) if moment.precision == "day"]
    return {"startDate": days[0], "endDate": days[1]} if len(days) == 2 else {}


def _exactly(date: Edtf) -> str:
    """Return a date without doubt as HTML and schema.org write it, else nothing."""
    return "" if date.start is None or date.start.qualifier else date.iso
