"""Home page: its day, five lines, lists and counts, and the notice above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, listing, of_briefing, values, verb_of
from briefgen.changes.types import BriefingChange
from briefgen.changes.words import pieces
from briefgen.model import vocabulary
from briefgen.model.edtf import parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site.five_lines import five_lines
from briefgen.site.pages.home import old_after, points_shown

TYPES = (
    "home.as_of",
    "home.latest",
    "home.line",
    "home.status-counts",
    "home.matrix-rows",
    "home.banner",
    "home.order",
    "home.counts",
)
_LISTS = {"key-events": "Key events", "contested": "Disputed"}
_LINES = {
    "settled": "Settled",
    "fought-over": "Fought over",
    "moved-last": "Moved last",
    "next": "Next",
    "how-sure": "How sure",
}
_SILENT = "no-later-report"


def facts(side: DerivedSide, _scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield what the home page shows of the day that the briefing describes."""
    site, state, corpus = side.site, side.state, side.corpus
    yield ("", "as_of"), site.as_of.text if site.as_of else None
    yield ("", "latest"), tuple(event.id for event in state.latest)
    for answer in five_lines(site, state):
        lines = tuple(sentence.plain(site.label) for sentence in answer.sentences if "quality" not in sentence.values)
        yield ("", "line", answer.id), " ".join(lines)
    words = (_word(standing.status) for standing in state.standings if standing.status)
    yield ("", "status-counts"), tuple(sorted(Counter(words).items()))
    # which of these a phone shows follows from their weight, which is dear; `changes` asks for it
    contested = frozenset(each.point.id for each in state.standings if each.is_contested)
    yield ("", "matrix-rows"), (contested, site.highlights.points, tuple(each.point.id for each in state.standings))
    if day := old_after(site):
        yield ("", "banner"), day
    yield ("", "order", "key-events"), tuple(event.id for event in state.key_events)
    yield ("", "order", "contested"), tuple(question.dispute.id for question in state.questions)
    counts = {
        "events": len(corpus.events), "statements": len(corpus.statements), "actors": len(corpus.of(Actor)),
        "sources": len(corpus.of(Source)), "disputes": len(corpus.of(Dispute)),
    }  # fmt: skip
    yield ("", "counts"), tuple(counts.items())


def _word(status: Any) -> str:
    return _SILENT if status.is_silent_since else str(status.word)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what the home page shows differently."""
    what = key[1]
    write = {
        "as_of": _as_of, "latest": _latest, "status-counts": _statuses, "matrix-rows": _rows, "banner": _banner,
        "counts": _counts,
    }  # fmt: skip
    if what == "line":
        # the day that the briefing describes has a line of its own
        if _without_day(old, both.base) != _without_day(new, both.head):
            yield _line(key[2], old, new)
    elif what == "order":
        yield from _order(key[2], old, new, both)
    else:
        yield from write[what](old, new, both)


def _as_of(old: Any, new: Any, _both: BothSides) -> Iterator[BriefingChange]:
    before, after = (parse(day).words() if day else "no day" for day in (old, new))
    says = f"Home page says “as of {after}” (was {before})." if new else f"Home page names no day (was {before})."
    yield derived_change(
        "home.as_of", "home", of_briefing("Home page"), says, label="as of", old_reads=before, new_reads=after,
        old=old, new=new,
    )  # fmt: skip


def _latest(old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    added, gone = [id for id in new if id not in old], [id for id in old if id not in new]
    if new[:1] != old[:1]:
        before = f" Before: {both.base.site.label(old[0])}." if old else ""
        head = both.head.corpus.find(new[0], Event) if new else None
        when = f" ({head.date.words()})" if head else ""
        says = (
            f"Latest events begin with: {both.head.site.label(new[0])}{when}.{before}"
            if new
            else "Latest events: none."
        )
        data = ([*old[:1]], [*new[:1]])
    else:
        names = [*(f"+ {both.head.site.label(id)}" for id in added), *(f"− {both.base.site.label(id)}" for id in gone)]
        says = f"Latest events: {', '.join(names)}." if names else "Latest events stand in another order."
        data = ([*old], [*new])
    yield derived_change(
        "home.latest", "home", of_briefing("Latest events", "latest"), says, label="latest events", **values(*data)
    )


def _line(id: str, old: str, new: str) -> BriefingChange:
    title = _LINES[id]
    return derived_change(
        "home.line", "home", of_briefing(title, "scheduled" if id == "next" else ""), f"{title}: {new}", label=title.lower(),
        old_reads=old, new_reads=new, words=pieces(old, new), **values(old, new),
    )  # fmt: skip


def _without_day(text: str, side: DerivedSide) -> str:
    day = side.site.as_of
    return text.replace(day.words(), "") if day else text


def _statuses(old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    before, after = dict(old), dict(new)
    order = [*vocabulary.STATUSES, _SILENT]
    names = [word for word in order if before.get(word, 0) != after.get(word, 0)]
    same = [f"{_status(word)} {after[word]}" for word in order if after.get(word) and word not in names]
    parts = ", ".join(f"{_status(word)} {before.get(word, 0)} → {after.get(word, 0)}" for word in names)
    rest = f"; {' and '.join(same)}, as before" if same else ""
    plan = both.head.main_plan
    subject = of_briefing("Status of the points", f"status-{plan.id}" if plan else "")
    says = f"Status of the points at a glance: {parts}{rest}."
    yield derived_change(
        "home.status-counts", "home", subject, says, label="status at a glance", **values(before, after)
    )


def _status(word: str) -> str:
    return "no later report" if word == _SILENT else vocabulary.STATUSES[word][1]


def _rows(_old: Any, _new: Any, both: BothSides) -> Iterator[BriefingChange]:
    old, new = (points_shown(side.site, side.state.standings).first for side in (both.base, both.head))
    if old == new:
        return
    signs = [
        *(f"+ {_number(both.head, id)}" for id in sorted(new - old)),
        *(f"− {_number(both.base, id)}" for id in sorted(old - new)),
    ]
    plan = both.head.main_plan
    subject = of_briefing("Small matrix", f"positions-{plan.id}" if plan else "")
    yield derived_change(
        "home.matrix-rows", "home", subject, f"Small matrix: {', '.join(signs)}", label="rows of the small matrix",
        **values(sorted(old), sorted(new)),
    )  # fmt: skip


def _number(side: DerivedSide, id: str) -> str:
    brief = side.corpus.briefs.get(id)
    return str(brief.number) if isinstance(brief, Point) else id


def _banner(old: Any, new: Any, _both: BothSides) -> Iterator[BriefingChange]:
    if old and new:
        # the day moves with the day that the briefing describes, which has a line of its own
        return
    day = parse(new or old).words()
    says = f"Banner {'from' if new else 'gone, from'} {day} on: the briefing is older than its limit"
    yield derived_change(
        "home.banner",
        "home",
        of_briefing("Home page"),
        says,
        label="banner",
        verb=verb_of(old, new),
        **values(old, new),
    )


def _order(name: str, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    common, after = [id for id in old if id in new], [id for id in new if id in old]
    if common == after:
        return
    first = next(one for one, other in zip(after, common, strict=True) if one != other)
    rest = after[after.index(first) + 1]
    says = f"{_LISTS[name]}: “{both.head.site.label(first)}” before “{both.head.site.label(rest)}”"
    yield derived_change(
        "home.order", "home", of_briefing(_LISTS[name], name), says, label=f"order, {_LISTS[name].lower()}", verb="reordered",
        class_="editorial", **values([*old], [*new]),
    )  # fmt: skip


def _counts(old: Any, new: Any, _both: BothSides) -> Iterator[BriefingChange]:
    before, after = dict(old), dict(new)
    names = [name for name in after if before[name] != after[name]]
    says = f"Counts: {listing((f'{name} {before[name]:,} → {after[name]:,}' for name in names), 9).replace(' and ', ', ')}."
    yield derived_change(
        "home.counts", "home", of_briefing("Counts"), says, label="counts", class_="editorial",
        **values({name: before[name] for name in names}, {name: after[name] for name in names}),
    )  # fmt: skip
