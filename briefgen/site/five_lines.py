"""The five lines of the home page, which the data writes.

They say what is settled, fought over, moved last and next, and how sure that is.
The lines and their order are always the same. A line without facts says so. Every word here follows from the data; editors
write none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from briefgen.analysis.as_of import known_part
from briefgen.analysis.basis import PUBLIC, strength
from briefgen.analysis.party_positions import version_day
from briefgen.model.edtf import parse
from briefgen.site.days import iso
from briefgen.site.sentences import Sentence, SentenceLink, Value
from briefgen.site.shared import Site
from briefgen.site.state_of_play import PointOnDay, StateOfPlay

NAMED = 4
"""How many points a line names; the rest is a number."""


class Answer(msgspec.Struct, frozen=True):
    """One of the five lines: its id, its question, and the sentences of the answer."""

    id: str
    question: str
    sentences: tuple[Sentence, ...]


def five_lines(site: Site, state: StateOfPlay) -> tuple[Answer, ...]:
    """Return the five lines of a day, always these five and in this order."""
    return (
        Answer("settled", "What is settled?", tuple(_settled(site, state))),
        Answer("fought-over", "What is fought over?", tuple(_fought_over(site, state))),
        Answer("moved-last", "What moved last?", tuple(_moved_last(site, state))),
        Answer("next", "What is next?", tuple(_next(site, state))),
        Answer("how-sure", "How sure is this?", tuple(_how_sure(state))),
    )


def day_in_words(site: Site, state: StateOfPlay) -> str:
    """Return the day of a state of play in words; empty if the briefing has none."""
    if not state.is_latest:
        return parse(iso(state.day)).words()
    return site.as_of.words() if site.as_of else ""


def _settled(site: Site, state: StateOfPlay) -> Iterator[Sentence]:
    if state.plan is None:
        yield _no_plan(site, state)
        return
    agreed = [each for each in state.standings if each.status and each.status.word == "agreed"]
    if agreed:
        yield _points(
            "In an agreed text, {count} of {total}: {points}.",
            "In an agreed text, {count} of {total}: {points} and {more}.",
            site, state, agreed,
        )  # fmt: skip
    else:
        yield Sentence("No point is recorded as agreed.")
    all_for = [each for each in state.standings if each.agreement and each.agreement.level == "all-for"]
    if all_for:
        yield _points(
            "All parties with a well-supported position are for {points}.",
            "All parties with a well-supported position are for {points} and {more}.",
            site, state, all_for,
        )  # fmt: skip


def _no_plan(site: Site, state: StateOfPlay) -> Sentence:
    if state.is_latest and site.corpus.stands_on is None:
        return Sentence("No plan with points is recorded.")
    return Sentence("No plan was known on {day}.", {"day": day_in_words(site, state)})


def _fought_over(site: Site, state: StateOfPlay) -> Iterator[Sentence]:
    opposed = [each for each in state.standings if each.agreement and each.agreement.level == "opposed"]
    if not site.parties:
        yield Sentence("No parties are named, so no positions are compared.")
    elif opposed:
        yield _points(
            "Parties oppose each other on {count} of {total} points: {points}.",
            "Parties oppose each other on {count} of {total} points: {points} and {more}.",
            site, state, sorted(opposed, key=lambda each: each.agreement.order if each.agreement else (0, 0)),
        )  # fmt: skip
    else:
        yield Sentence("On no point do two parties with well-supported positions oppose each other.")
    count = state.open_questions
    if count:
        text = "1 open question" if count == 1 else f"{count} open questions"
        yield Sentence("Accounts differ on {questions}.", {"questions": (SentenceLink("disputes/", text),)})
    else:
        yield Sentence("No open dispute is recorded.")


def _moved_last(site: Site, state: StateOfPlay) -> Iterator[Sentence]:
    if event := state.newest:
        yield Sentence("{date}: {event}.", {"date": event.date.words(), "event": (SentenceLink(event.id),)})
    else:
        yield Sentence("No event is recorded.")
    if state.versions and state.plan:
        version = state.versions[-1]
        link = (SentenceLink(f"{state.plan.id}@{version.id}", version.label),)
        day = version_day(site.corpus, version)
        day = known_part(day, state.day) if day else None
        if day:
            yield Sentence("Newest version of the text: {version}, {date}.", {"version": link, "date": day.words()})
        else:
            yield Sentence("Newest version of the text: {version}.", {"version": link})
    if state.shift:
        moved = state.shift
        made = site.corpus.statements[moved.shift.after.ref]
        yield Sentence(
            "Last change of a party’s position: {party} on {point}, {date}.",
            {
                "party": (SentenceLink(moved.party),),
                "point": (SentenceLink(moved.shift.after.ref, site.label(moved.point)),),
                "date": made.date.words(),
            },
        )


def _next(site: Site, state: StateOfPlay) -> Iterator[Sentence]:
    day = day_in_words(site, state)
    scheduled = [event for event in state.ahead if event.state == "scheduled"]
    for event in scheduled[:NAMED]:
        yield Sentence("{date}: {event}.", {"date": event.date.words(), "event": (SentenceLink(event.id),)})
    if not scheduled:
        if not state.is_latest or site.corpus.stands_on is not None:
            yield Sentence("What was planned on {day} is not recorded.", {"day": day})
        elif day:
            yield Sentence("Nothing is scheduled as of {day}.", {"day": day})
        else:
            yield Sentence("Nothing is scheduled.")
    for event in [event for event in state.ahead if event.state == "postponed"][-NAMED:]:
        yield Sentence("Postponed: {event}, {date}.", {"event": (SentenceLink(event.id),), "date": event.date.words()})


def _how_sure(state: StateOfPlay) -> Iterator[Sentence]:
    statuses = Counter(strength(each.status.basis) for each in state.standings if each.status)
    positions = Counter(
        strength(position.basis) for each in state.standings for position in each.positions if position.voices
    )
    public = sum(version.status in PUBLIC for version in state.versions)
    if len(state.versions) == 1:
        yield Sentence("The only version of the text is public." if public else "The only version is not public.")
    elif state.versions:
        values: dict[str, Value] = {"public": public, "count": len(state.versions)}
        yield Sentence("{public} of {count} versions of the text are public.", values)
    if statuses:
        yield Sentence(
            "The status of {strong} of {count} points rests on named speakers or official texts, "
            "that of {reported} on single or unnamed reports, that of {weak} on weak sources.",
            {**{name: statuses[name] for name in ("strong", "reported", "weak")}, "count": statuses.total()},
        )
    if positions:
        yield Sentence(
            "{strong} of {count} positions of parties are well supported.",
            {"strong": positions["strong"], "count": positions.total()},
        )
    if not statuses and not positions:
        yield Sentence("No status of a point and no position of a party is recorded.")
    yield Sentence("{quality}", {"quality": (SentenceLink("quality/", "How strong is the evidence?"),)})


def _points(few: str, many: str, site: Site, state: StateOfPlay, found: Sequence[PointOnDay]) -> Sentence:
    """Return a sentence on points: highlights first, four with their names, the rest as a number."""
    chosen = [site.corpus.current(id) for id in site.highlights.points]
    ordered = sorted(found, key=lambda each: chosen.index(each.point.id) if each.point.id in chosen else len(chosen))
    rest = len(ordered) - NAMED
    values: dict[str, Value] = {
        "count": len(found),
        "total": sum(each.is_known for each in state.standings),
        "points": tuple(SentenceLink(each.point.id) for each in ordered[:NAMED]),
    }
    if rest <= 0:
        return Sentence(few, values)
    assert state.plan is not None
    more = (SentenceLink(f"plans/{state.plan.id}/positions/", f"{rest} more"),)
    return Sentence(many, {**values, "more": more})
