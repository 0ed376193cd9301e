"""What an actor's page shows: side, meetings, positions, disputes, statements."""

from __future__ import annotations

from typing import Any

import msgspec

from briefgen.analysis.teams import Team, Tie, team_of
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.counting import listed
from briefgen.site.long_lists import long_list
from briefgen.site.meetings import Met, met_of, most_met
from briefgen.site.shared import Site
from briefgen.text.direction import isolated_in_text
from briefgen.text.messages import N_, gettext, ngettext
from briefgen.text.name_order import by_name

_TIES: dict[Tie, str] = {
    "party": N_("A party itself."),
    "organ": N_("What is said in this office counts as the party’s position."),
    "member": N_("A member’s own statements do not count for the group."),
}


class DisputedQuestion(msgspec.Struct, frozen=True):
    """A dispute that concerns an actor, with the answers that the actor gives."""

    dispute: Dispute
    claims: tuple[str, ...]
    """The actor's own answers, as prose."""
    words: str
    """The number of accounts, and whether the dispute is open."""


def view(site: Site, actor: Actor) -> dict[str, Any]:
    """Return the values of an actor's page."""
    made = site.spoken_for.get(actor.id, ())
    own = [m for m in made if actor.id in (*m.statement.attributed_to, m.statement.on_behalf_of)]
    own_refs = {m.ref for m in own}
    others = [m for m in made if m.ref not in own_refs]
    team, meetings = team_of(site.corpus, actor.id), met_of(site, actor)
    positions = sorted(site.position_records.of_actor(actor.id), key=lambda record: _order(site, record.subject))
    holders = [
        (other, role)
        for other in site.naming(actor.id, Actor, "roles.of")
        for role in other.roles
        if role.of and site.corpus.current(role.of) == actor.id
    ]
    return {
        "sentence": sentence(site, actor, meetings, len(own), len(positions)),
        "team": team,
        "tie": _TIES[team.tie] if team else "",
        "not_met": meetings.not_met,
        "speaks_for": _spoken_for(site, team),
        "disputed": long_list(actor, "questions", "disputed", N_("Disputed questions"), disputed(site, actor)),
        "met": long_list(actor, "met", "met", N_("Met"), meetings.rows),
        "positions": long_list(actor, "positions", "positions", N_("Positions"), positions),
        "made": long_list(actor, "statements", "statements", N_("Statements"), own),
        "others": long_list(actor, "statements", "said-on-its-behalf", N_("Said on its behalf"), others),
        "about": long_list(
            actor, "statements", "said-about", N_("What was said about it"), site.spoken_about.get(actor.id, ())
        ),
        "holders": long_list(actor, "holders", "office-holders", N_("Office-holders"), holders),
        "members": long_list(actor, "members", "members", N_("Members"), actor.members),
    }


def sentence(site: Site, actor: Actor, meetings: Met, statements: int, positions: int) -> str:
    """Return what the briefing records of an actor, in one sentence."""
    name, most = isolated_in_text(actor.name), most_met(site, meetings.rows)
    parts = (
        _others_met(len(meetings.rows), most) if most else "",
        ngettext("made %(count)s statement", "made %(count)s statements", statements) if statements else "",
        _subjects(positions) if positions else "",
    )
    known = [part for part in parts if part]
    if not known:
        return gettext("No meeting, statement or position of %(name)s is recorded.", name=name)
    return gettext("%(name)s %(facts)s.", name=name, facts=listed(known))


def _others_met(count: int, most: str) -> str:
    return ngettext(
        "met %(count)s other, most often %(most)s", "met %(count)s others, most often %(most)s", count, most=most
    )


def _subjects(count: int) -> str:
    return ngettext("has a position on %(count)s subject", "has a position on %(count)s subjects", count)


def disputed(site: Site, actor: Actor) -> tuple[DisputedQuestion, ...]:
    """Return the disputes that name an actor; open ones, and its own, come first."""
    named = {link.id for link in site.corpus.backlinks.get(actor.id, ())}
    found = [_question(site, actor, d) for id in named if (d := site.corpus.find(id, Dispute)) is not None]
    return tuple(sorted(found, key=lambda q: (q.dispute.state != "open", not q.claims, by_name(q.dispute.title))))


def _question(site: Site, actor: Actor, dispute: Dispute) -> DisputedQuestion:
    claims = tuple(
        account.claim for account in dispute.accounts if actor.id in {site.corpus.current(id) for id in account.held_by}
    )
    accounts = ngettext("%(count)s account", "%(count)s accounts", len(dispute.accounts))
    return DisputedQuestion(dispute, claims, f"{accounts}, {gettext(vocabulary.STATES[dispute.state])}")


def _spoken_for(site: Site, team: Team | None) -> tuple[str, int] | None:
    """Return the party that an actor speaks for, and the number of subjects on which it has a position."""
    if team is None or team.tie != "organ":
        return None
    count = len(site.position_records.of_actor(team.party))
    return (team.party, count) if count else None


def _order(site: Site, subject: str) -> tuple[int, int, str]:
    brief = site.brief(subject)
    return (0 if isinstance(brief, Plan) else 1, brief.number if isinstance(brief, Point) else 0, subject)
