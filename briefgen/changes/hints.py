"""What a reviewer should look at that is not itself a change.

An editor may have forgotten it: prose that no change touched although the facts moved, or evidence of one origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen.analysis.answers import answers
from briefgen.analysis.chronology import is_later
from briefgen.changes.types import BRIEFING, BriefingChange, DiffHint, TypedChange
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AHEAD = ("scheduled", "postponed")


def hints(
    base: Corpus, head: Corpus, typed: Sequence[TypedChange], derived: Sequence[BriefingChange]
) -> list[DiffHint]:
    """Return what to look at in a proposal, in the order of importance."""
    return [
        *_beyond_as_of(base, head),
        *_headline(head, typed, derived),
        *_one_origin(head, derived),
        *_summaries(base, head, derived),
    ]


def _beyond_as_of(base: Corpus, head: Corpus) -> Iterator[DiffHint]:
    """Yield events that reach beyond the day of the briefing, and did not before."""
    day = head.briefing.as_of
    if day is None:
        return
    for event in head.events:
        was = base.find(event.id, Event)
        if event is was or event.state in _AHEAD or not _reaches_beyond(event, day.latest):
            continue
        if was is not None and was.date == event.date and base.briefing.as_of == day:
            continue
        verb = "begins on" if is_later(event.date, day) else "ends after"
        date = event.date.words()
        words = f"is dated {date}, and so {verb} the day that the briefing describes ({day.words()})"
        yield DiffHint("note", "beyond-as-of", f"{event.title} {words}.")


def _reaches_beyond(event: Event, latest: tuple[int, int, int]) -> bool:
    return event.date.start is not None and event.date.end is not None and event.date.latest > latest


def _headline(head: Corpus, typed: Iterable[TypedChange], derived: Iterable[BriefingChange]) -> Iterator[DiffHint]:
    """Yield that the headline is as it was although positions or statuses moved."""
    if not head.briefing.headline or any(one.change.type == "briefing.headline" for one in typed):
        return
    found = list(derived)
    stances = {(one.subject.id, one.subject.part) for one in found if one.type == "cell.stance"}
    statuses = {one.subject.id for one in found if one.type == "status.word"}
    moved = []
    if stances:
        moved.append(f"{_number(len(stances))} position{'s' if len(stances) > 1 else ''}")
    if statuses:
        moved.append(f"the status of {_number(len(statuses))} point{'s' if len(statuses) > 1 else ''}")
    if moved:
        text = " and ".join(moved)
        says = f"{text[0].upper()}{text[1:]} moved, and the headline on the home page is as it was."
        yield DiffHint("note", "headline-untouched", says)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def _one_origin(head: Corpus, derived: Iterable[BriefingChange]) -> Iterator[DiffHint]:
    """Yield new disputes of which all accounts go back to one report."""
    for change in derived:
        dispute = head.find(change.subject.id, Dispute)
        if change.type != "dispute.opened" or change.verb != "added" or dispute is None:
            continue
        found = answers(head, dispute)
        origins = {keys for answer in found for one in answer.backing.independent for keys in one.sources}
        if len(found) > 1 and len(origins) == 1 and all(answer.backing.count for answer in found):
            many = "Both" if len(found) == 2 else f"All {_number(len(found))}"
            says = f"{many} accounts of the new dispute “{dispute.title}” go back to one report."
            yield DiffHint("note", "accounts-of-one-origin", says)


def _summaries(base: Corpus, head: Corpus, derived: Iterable[BriefingChange]) -> Iterator[DiffHint]:
    """Yield plans with a new version whose summary is as it was."""
    for id in dict.fromkeys(one.subject.id for one in derived if one.type == "compare.version" and one.verb == "added"):
        old, new = base.find(id, Plan), head.find(id, Plan)
        if id != BRIEFING and old is not None and new is not None and old.summary == new.summary:
            says = f"{new.title} has one more version, and its summary still says “{_first_sentences(new.summary)}”."
            yield DiffHint("note", "summary-untouched", says)


def _first_sentences(text: str) -> str:
    words = " ".join(text.split()).removesuffix(".")
    return words if len(words) <= 160 else f"{words[:160].rsplit(' ', 1)[0]} …"
