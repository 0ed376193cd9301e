"""New and lost briefs, statements and versions in words.

Each has a heading line, and one line for each thing that readers see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from briefgen.analysis.corroboration import corroboration
from briefgen.changes.catalogue import ROWS, type_of_field
from briefgen.changes.names import (
    all_named,
    count_of,
    named,
    plain_text,
    source_name,
    statement_name,
    title_of,
)
from briefgen.changes.sentences import version_label
from briefgen.changes.values import choice_reads, item_reads, reads
from briefgen.changes.words import is_rewritten
from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.kinds._base import Brief, Citation, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.model.kinds.source import Source
from briefgen.model.vocabulary import plain
from briefgen.provenance.degrees import IN_WORDS
from briefgen.provenance.quotations import quotations

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_IN_HEADING: dict[type[Brief], frozenset[str]] = {
    Event: frozenset(("title", "date", "kind", "state", "place", "follows", "introduces", "statements")),
    Source: frozenset(("title", "publisher", "type", "published", "reliability", "archive_url", "accessed")),
    Dispute: frozenset(("title", "state", "about")),
    Actor: frozenset(("name", "kind")),
    Plan: frozenset(("title",)),
    Point: frozenset(("title", "plan", "number")),
}
"""The fields that the heading line of a new brief has."""


def brief_heading(corpus: Corpus, brief: Brief) -> str:
    """Return what a new brief is, in one or a few sentences."""
    match brief:
        case Event():
            state = "" if brief.state == "happened" else choice_reads(brief.state, "state")
            kind = plain(brief.kind) if brief.kind else ""
            place = brief.place.name if brief.place else ""
            parts = ", ".join(filter(None, ("New event", brief.date.words(), state, kind, place)))
            brings = f" Brings the version {_quoted(corpus, brief.introduces)}." if brief.introduces else ""
            follows = f" Follows {all_named(corpus, brief.follows)}." if brief.follows else ""
            return f"{parts}.{brings}{follows}"
        case Source():
            grade = f"grade {choice_reads(brief.reliability, 'reliability')}" if brief.reliability else "no grade"
            published = brief.published.words() if brief.published else "no date"
            parts = ", ".join(filter(None, (source_name(corpus, brief), brief.type, published, grade)))
            copy = "" if brief.archive_url else " No archived copy."
            return f"New source: {parts}. {_uses(corpus, brief.id)}.{copy}"
        case Dispute():
            about = f", about {_joined(corpus, brief.about)}" if brief.about else ""
            return f"New dispute, {choice_reads(brief.state, 'state')}{about}."
        case Actor():
            return f"New actor, {plain(brief.kind)}." if brief.kind else "New actor."
        case Point():
            return f"New point, number {brief.number} of {named(corpus, brief.plan)}."
    return f"New {kind_of(brief)}."


def brief_gone(corpus: Corpus, brief: Brief) -> str:
    """Return that a brief is gone, and who referred to it. ``corpus`` is the base."""
    others = sorted({link.id for link in corpus.backlinks.get(brief.id, ())})
    held = [f"Gone: {kind_of(brief)} “{title_of(brief)}”"]
    if isinstance(brief, Event) and brief.statements:
        held.append(f"{count_of(len(brief.statements), 'statement')} with it")
    if others:
        held.append(f"{count_of(len(others), 'brief')} referred to it")
    return "; ".join(held)


def _quoted(corpus: Corpus, refs: tuple[str, ...]) -> str:
    return ", ".join(f"“{named(corpus, ref)}”" for ref in refs)


def _joined(corpus: Corpus, refs: tuple[str, ...]) -> str:
    names = [named(corpus, ref) for ref in refs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _uses(corpus: Corpus, source: str) -> str:
    count = corpus.once(_citations)[source]
    return {0: "Not cited", 1: "Cited once", 2: "Cited twice"}.get(count, f"Cited {count} times")


def _citations(corpus: Corpus) -> Counter[str]:
    """Return how often each source is cited in fields."""
    return Counter(citation.source for brief in corpus.briefs.values() for _, citation in placed_citations(brief))


def brief_members(corpus: Corpus, brief: Brief) -> tuple[str, ...]:
    """Return a line for each further field of a new or lost brief that readers see."""
    hidden = _IN_HEADING[type(brief)]
    return tuple(
        line
        for field in reflect.fields(type(brief))
        if field.attribute not in ("id", "themes", "status", "reviewed", "formerly", "autolink")
        and field.name not in hidden
        if (value := getattr(brief, field.attribute)) != field.default
        for line in _field_lines(corpus, brief, field, value)
    )


def _field_lines(corpus: Corpus, brief: Brief, field: reflect.StructField, value: Any) -> Iterator[str]:
    if field.name == "accounts" and isinstance(brief, Dispute):
        yield from (account_line(corpus, account) for account in brief.accounts)
        return
    label = ROWS[type_of_field(type(brief), field.name, "")].label
    yield f"{label[:1].upper()}{label[1:]}: {reads(corpus, value, field.type, field.name)}"


def account_line(corpus: Corpus, account: Any) -> str:
    """Return an account of a dispute with the reports behind it."""
    backing = corroboration(corpus).account(account)
    sources = ", ".join(item_reads(corpus, Citation(source=citation.source)) for citation in account.cite)
    reports = "one report" if backing.count == 1 else f"{backing.count} independent reports"
    behind = f"; {reports if backing.count else 'no report that counts'}, {sources}" if sources else ""
    return f"“{plain_text(corpus, account.claim)}” Account of {all_named(corpus, account.held_by)}{behind}"


def statement_heading(corpus: Corpus, event: Event, statement: Statement, lead: str) -> str:
    """Return who said what about what, on which day; ``lead`` begins the sentence."""
    day = (statement.date or event.date).words()
    stance = choice_reads(statement.stance, "stance") if statement.stance else "no stance"
    return f"{lead}: {statement_name(corpus, statement)}, {day}: {stance}"


def statement_members(corpus: Corpus, event: Event, statement: Statement) -> tuple[str, ...]:
    """Return the lines of a new or lost statement.

    They have its words, its condition and its sources.
    """
    ref = f"{event.id}#{statement.id}"
    shown: list[str] = []
    if statement.quote:
        quotation = quotations(corpus).statements.get(ref)
        status = f" ({IN_WORDS[quotation.status]})" if quotation else ""
        shown.append(f"“{' '.join(statement.quote.split())}”{status}")
    if statement.original:
        shown.append(f"Original wording: {item_reads(corpus, statement.original)}")
    for label, text in (("In our words", statement.paraphrase), ("Condition", statement.condition)):
        if text:
            shown.append(f"{label}: {plain_text(corpus, text)}")
    shown += (item_reads(corpus, figure) for figure in statement.figures)
    for label, refs in (
        ("Replies to", statement.responds_to),
        ("Contradicts", statement.disputes),
        ("Confirms", statement.corroborates),
    ):
        if refs:
            shown.append(f"{label}: {'; '.join(named(corpus, one) for one in refs)}")
    shown.append(_support(corpus, ref, statement))
    return tuple(shown)


def _support(corpus: Corpus, ref: str, statement: Statement) -> str:
    standing = corroboration(corpus).statements.get(ref)
    count = standing.count if standing else len(statement.cite)
    names = [item_reads(corpus, Citation(source=citation.source)) for citation in statement.cite]
    lead = "Said" if statement.named_speakers else "Reported, no named speaker"
    sources = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if count > 1:
        return f"{lead}: reported by {count} independent sources, {sources}"
    return f"{lead}: {'one report only' if count else 'no report that counts'}, {sources}"


def version_heading(plan: Plan, version: PlanVersion) -> str:
    """Return which version of a plan is new.

    The line has its position, its label, its day and the number of its points.
    """
    number = [one.id for one in plan.versions].index(version.id)
    place = _ORDINALS[number] if number < len(_ORDINALS) else f"number {number + 1}"
    when = version.date.words() if version.date else ""
    points = count_of(version.points, "point") if version.points is not None else ""
    return f"New version, the {place}: {', '.join(filter(None, (version.label, when, points)))}."


def version_members(corpus: Corpus, version: PlanVersion) -> tuple[str, ...]:
    """Return a line for each further field of a version."""
    hidden = ("id", "label", "date", "points")
    found = []
    for field in reflect.fields(PlanVersion):
        value = getattr(version, field.attribute)
        if field.name in hidden or value == field.default:
            continue
        label = {"summary": "summary", "cite": "sources"}.get(field.name) or ROWS[f"plan.version.{field.name}"].label
        found.append(f"{label[:1].upper()}{label[1:]}: {reads(corpus, value, field.type, field.name)}")
    return tuple(found)


class EntryInWords(msgspec.Struct, frozen=True):
    """A point's entry for a version, beside the text that it follows."""

    says: str
    old: dict[str, Any] | None
    """The last text before this entry, where there is one."""
    new: dict[str, Any]
    before: str
    """The label of the version of that text."""
    is_alike: bool
    """Whether both texts share at least half of their words, so that they are compared word by word."""


def entry(corpus: Corpus, point: Point, item: PointVersion) -> EntryInWords:
    """Return a new or lost entry of a point in words."""
    number = f", there number {item.number}" if item.number is not None and item.number != point.number else ""
    wording = ""
    if item.text:
        wording = " In our words." if item.wording == "paraphrase" else " The document’s own wording."
    says = f"In “{version_label(corpus, point, item.in_)}”: {choice_reads(item.change, 'change')}{number}.{wording}"
    earlier = list(point.versions[: point.versions.index(item)]) if item in point.versions else []
    last = next((one for one in reversed(earlier) if _is_in_line(corpus, point, one)), None) if item.text else None
    texts = (("number", item.number), ("text", item.text), ("wording", item.text and item.wording))
    new: dict[str, Any] = {"change": item.change} | {name: value for name, value in texts if value}
    if last is None:
        return EntryInWords(says, None, new, "", False)
    old = {"in": last.in_, "text": last.text, "wording": last.wording}
    is_alike = not is_rewritten(last.text or "", item.text or "")
    return EntryInWords(says, old, new, version_label(corpus, point, last.in_), is_alike)


def _is_in_line(corpus: Corpus, point: Point, item: PointVersion) -> bool:
    """Return whether an entry has a text of the negotiated line, which a later text can differ from."""
    found = corpus.versions.get(f"{corpus.former.get(point.plan, point.plan)}@{item.in_}")
    return bool(item.text) and item.change != "not-reported" and not (found and found[1].is_branch)


def entry_rest(corpus: Corpus, item: PointVersion) -> Iterator[str]:
    """Yield a line for each further field of an entry."""
    for field in reflect.fields(PointVersion):
        value = getattr(item, field.attribute)
        if field.name not in ("in", "change", "number", "text", "wording", "cite") and value != field.default:
            label = ROWS[f"point.version.{field.name}"].label
            yield f"{label[:1].upper()}{label[1:]}: {reads(corpus, value, field.type, field.name)}"
