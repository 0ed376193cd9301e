"""One page per brief, rendered by the template of its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.analysis.answers import answers
from briefgen.corpus.corpus import Backlink, Corpus, StatementAt
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site import actor_page, answer_words, dispute_strip, statement_pages, urls
from briefgen.site.change_strip import change_strip
from briefgen.site.comparison import page_numbers, paired, stages
from briefgen.site.dispute_words import disputes_in_words
from briefgen.site.disputes import weighty
from briefgen.site.listed_points import MOST, listed_by_theme
from briefgen.site.long_lists import MOST_ANSWERS, LongList, backlink_lists, lists_among, long_list, pages_of_lists
from briefgen.site.pages._base import Page
from briefgen.site.reported_moves import reported_moves
from briefgen.site.shared import Site
from briefgen.site.sides import by_side
from briefgen.site.source_page import source_report
from briefgen.site.sources import sources_of, sources_of_statements
from briefgen.site.statement_groups import groups
from briefgen.text.messages import N_, gettext

MOST_PARTIES = 100
"""The number of parties whose positions a point's page has."""
MOST_PARTS = 50
"""The number of parts of an event, or of documents that republish a source, that its page links to."""


def plan(site: Site) -> Iterator[Page]:
    """Yield the page of every brief, and the pages of its long lists."""
    for kind in kinds().values():
        ordered = _in_order(site, kind)
        for index, brief in enumerate(ordered):
            later = tuple(_later(site, brief)) if isinstance(brief, Event) else ()
            values, linked = _view(site, brief), backlink_lists(site, brief)
            # an actor's page lists its disputes with its own answers
            near = () if isinstance(brief, Actor) else disputes_in_words(site, brief)
            yield Page(
                uri=urls.uri_of(brief),
                template=f"kinds/{kind_of(brief)}.md.j2",
                title=brief.label,
                description=site.prose.plain(brief.summary) if brief.summary else "",
                brief=brief,
                has_toc=not isinstance(brief, Point),
                sources=sources_of_statements(site, brief, range(statement_pages.PER_PAGE), is_first=True)
                if later and isinstance(brief, Event)
                else sources_of(site, brief),
                view={
                    "near": near,
                    **values,
                    "linked": linked,
                    "before": ordered[index - 1] if index else None,
                    "after": ordered[index + 1] if index + 1 < len(ordered) else None,
                },
            )
            yield from later
            yield from pages_of_lists(brief, lists_among((values, near, linked)))


def _later(site: Site, event: Event) -> Iterator[Page]:
    """Yield the pages with the statements of an event that its own page has no room for."""
    total = len(list(statement_pages.parts(event)))
    for number, indexes in statement_pages.parts(event):
        if number > 1:
            said = _said(site, event, indexes)
            first, last = indexes.start + 1, indexes.stop
            yield Page(
                uri=urls.uri(statement_pages.folder(event, number)),
                template="pages/event-statements.md.j2",
                title=gettext("%(event)s: statements %(first)s to %(last)s", event=event.title, first=first, last=last),
                description=gettext(
                    "Statements %(first)s to %(last)s of %(total)s: %(event)s.",
                    first=first,
                    last=last,
                    total=len(event.statements),
                    event=event.title,
                ),
                sources=sources_of_statements(site, event, indexes, is_first=False),
                view={
                    **said,
                    "event": event,
                    "first": first,
                    "last": last,
                    "count": len(event.statements),
                    "folder": f"{event.folder}/{event.id}",
                    "number": number,
                    "total": total,
                },
            )
            yield from pages_of_lists(event, lists_among([said["answers"]]))


def _in_order(site: Site, kind: type[Brief]) -> Sequence[Brief]:
    """Return the briefs of a kind in the order in which its list shows them; events by date."""
    if kind is Event:
        return site.corpus.events
    if kind is Point:
        return [point for _, points in sorted(site.corpus.points.items()) for point in points]
    if kind is Actor:
        return [actor for _, actor in by_side(site)]
    if kind is Dispute:
        return weighty(site, site.corpus.of(Dispute))
    return site.by_label(kind)


def _view(site: Site, brief: Brief) -> dict[str, Any]:
    if isinstance(brief, Event):
        return _event(site, brief)
    if isinstance(brief, Actor):
        return actor_page.view(site, brief)
    if isinstance(brief, Plan):
        return _plan(site, brief)
    if isinstance(brief, Point):
        return _point(site, brief)
    if isinstance(brief, Source):
        return _source(site, brief)
    if isinstance(brief, Dispute):
        return _dispute(site, brief)
    return {}


def _dispute(site: Site, dispute: Dispute) -> dict[str, Any]:
    found = answers(site.corpus, dispute)
    listed = dispute_strip.numbered(site, found)
    return {
        "first_sentences": tuple(answer_words.first_sentences(site, found)),
        "listed": listed,
        "strip": dispute_strip.strip(listed),
    }


def _event(site: Site, event: Event) -> dict[str, Any]:
    total = len(list(statement_pages.parts(event)))
    participants = [
        (participant.actor, participant.as_ or site.roles(participant.actor, event.date))
        for participant in event.participants
    ]
    return {
        **_said(site, event, range(min(statement_pages.PER_PAGE, len(event.statements)))),
        "about": _about(site, event, N_("Reactions")),
        "participants": long_list(event, "participants", "participants", N_("Who took part"), participants),
        "most_parts": MOST_PARTS,
        "parts": site.corpus.once(_parts_of_events).get(event.id, ()),
        "folder": f"{event.folder}/{event.id}",
        "total": total,
    }


def _parts_of_events(corpus: Corpus) -> Mapping[str, Sequence[str]]:
    """Return the events that are part of another one, by its id, oldest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for event in corpus.events:
        if event.part_of:
            found[corpus.current(event.part_of)].append(event.id)
    return found


_ANSWERS = {"responds_to": N_("Replies"), "disputes": N_("Disputed by"), "corroborates": N_("Confirmed by")}
"""The fields of a statement that name another one, with the heading for those that name it."""


def _about(site: Site, brief: Brief, heading: str) -> LongList:
    """Return the statements about a brief as a list."""
    return long_list(brief, "statements", "said-about", heading, site.spoken_about.get(brief.id, ()))


def _said(site: Site, event: Event, indexes: range) -> dict[str, Any]:
    """Return some statements of an event by speaker, and lists of the statements that refer to each."""
    made = [site.corpus.statements[f"{event.id}#{event.statements[index].id}"] for index in indexes]
    answers: dict[str, dict[str, LongList]] = {}
    for one in made:
        links = site.corpus.backlinks.get(one.ref, ())
        answers[one.ref] = {
            relation: long_list(
                event,
                "statements",
                f"answers/{one.statement.id}/{relation.replace('_', '-')}",
                heading,
                tuple(
                    {made.ref: made for link in links if relation in link.at for made in _naming(site, link)}.values()
                ),
                MOST_ANSWERS,
            )
            for relation, heading in _ANSWERS.items()
        }
    return {"said": groups(site, made), "answers": answers}


def _naming(site: Site, link: Backlink) -> Iterator[StatementAt]:
    """Yield the statement that a link stands in."""
    brief = site.corpus.briefs[link.id]
    if isinstance(brief, Event) and len(link.at) > 1 and link.at[0] == "statements" and isinstance(link.at[1], int):
        yield site.corpus.statements[f"{brief.id}#{brief.statements[link.at[1]].id}"]


def _plan(site: Site, plan: Plan) -> dict[str, Any]:
    points = site.corpus.points.get(plan.id, ())
    return {
        "points": points,
        "themed": listed_by_theme(site, points),
        "listed": min(len(points), MOST),
        "about": _about(site, plan, N_("Said about it")),
    }


def _point(site: Site, point: Point) -> dict[str, Any]:
    plan = site.corpus.find(point.plan, Plan)
    held = [site.position(party, point.id) for party in site.parties]
    return {
        "plan": plan,
        "component": next((c for c in plan.components if c.id == point.component), None) if plan else None,
        "strip": change_strip(stages(site, plan, point)) if plan else None,
        "pairs": paired(plan) if plan else frozenset(),
        "pages": page_numbers(site, plan) if plan else {},
        "status": site.status(point),
        "held": held,
        "most_parties": MOST_PARTIES,
        "reported": reported_moves(site, held),
        "about": _about(site, point, N_("What was said")),
        "about_parts": {
            part.id: long_list(
                point,
                "statements",
                f"part/{part.id}",
                N_("What was said"),
                site.spoken_about.get(f"{point.id}#{part.id}", ()),
            )
            for part in point.parts
        },
    }


def _source(site: Site, source: Source) -> dict[str, Any]:
    read = source_report(site, source)
    return {
        "read": read,
        "citing": long_list(
            source, "citings", "citing", N_("Where it is cited"), [(source, one) for one in read.citing]
        ),
        "sentences": long_list(source, "sentences", "sentences", N_("Sentence by sentence"), read.sentences),
        "origins": site.origins((source.id,)),
        "most_parts": MOST_PARTS,
        "relayed_by": site.naming(source.id, Source, "relays"),
    }
