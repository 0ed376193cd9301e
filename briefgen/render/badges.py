"""Evidence badges as HTML: origins, sources, and degrees of quotations.

`analysis.corroboration` counts the origins, and `PageHelpers` makes the links. Editors cannot set a badge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from markupsafe import Markup

from briefgen.analysis.corroboration import RECORDS, Backing, Corroboration, Group, Standing
from briefgen.corpus.corpus import StatementAt
from briefgen.model.vocabulary import origins_in_words
from briefgen.provenance.degrees import WORDS_ONLY, Degree
from briefgen.provenance.quotations import Quotation


class Linking(Protocol):
    """Makes links and grades for one page. `PageHelpers` implements it."""

    def link(self, ref: str, text: str = "") -> Markup: ...

    def grade(self, source: str, credibility: int | None = None) -> Markup: ...


Weights = Mapping[str, int | None]
"""Credibility by the id of the source, from 1 to 6; None if it is not rated."""


def weights(made: StatementAt, former: Mapping[str, str]) -> Weights:
    """Return the credibility of each citation of a statement.

    It is the citation's own, or else the statement's. ``former`` maps former ids to present ones.
    """
    statement = made.statement
    return {former.get(c.source, c.source): c.credibility or statement.credibility for c in statement.cite}


def label(count: int, *, is_single: bool) -> Markup:
    """Return the badge with the number of independent origins of a claim.

    ``is_single`` marks a claim that should have more than one origin.
    """
    if count > 1:
        return Markup(f'<span class="bg-badge bg-badge--origins">corroborated by {count} origins</span>')
    if is_single:
        return Markup('<span class="bg-badge bg-badge--single">single origin</span>')
    return Markup(f'<span class="bg-badge">{"one origin" if count else "no source"}</span>')


_DEGREES: dict[Degree, str] = {
    "word-for-word": "word for word in",
    "with-omissions": "with omissions in",
    "editors-words": "with an editor’s words in",
    "undecided": "not decided by machine:",
    "too-short": "too short to be machine-checked",
    "not-checked": "not machine-checked",
    "not-in-excerpt": "not in the excerpt that was checked",
    "not-found": "not found",
}


def degree(quotation: Quotation, source: str | Markup) -> Markup:
    """Return how certain it is that a quotation stands in its source, for readers.

    ``source`` is a link to the source, or its name.
    """
    words = _DEGREES[quotation.status]
    place = quotation.location.words() if quotation.location else ""
    if quotation.is_found:
        notes = [note for note in (quotation.reason, WORDS_ONLY if quotation.is_words_only else "") if note]
        more = "".join(f"; {note}" for note in notes)
        mark = '<span class="bg-degree bg-degree--found"><span aria-hidden="true">✓</span> {} {}, {}{}</span>'
        return Markup(mark).format(words, source, place, more)
    if quotation.status == "undecided":
        mark = '<span class="bg-degree">{} {} ({}, {})</span>'
        return Markup(mark).format(words, quotation.reason, source, place)
    return Markup('<span class="bg-degree">{}</span>').format(words)


def contested(here: Linking, disputes: Iterable[str]) -> Markup:
    """Return a badge for each open dispute about a brief, with a link to it."""
    marks = (
        f'<li><span class="bg-badge bg-badge--contested">contested</span> {here.link(dispute)}</li>'
        for dispute in disputes
    )
    found = "".join(marks)
    return Markup(f'<ul class="bg-contested">{found}</ul>') if found else Markup("")


def strength(here: Linking, backing: Backing, best: str | None, href: str) -> Markup:
    """Return the number of origins of a claim and the grade of its best source.

    If ``href`` is not empty, the number is a link to that address.
    """
    count = origins_in_words(backing.count)
    shown = Markup('<a href="{}">{}</a>').format(href, count) if href else Markup(count)
    if best is None:
        return shown
    return shown + Markup(' <span class="bg-label">at best</span> ') + here.grade(best)


def by_origin(here: Linking, backing: Backing, credibility: Weights) -> Markup:
    """Return the sources of a claim as list items, grouped by origin."""
    items = "".join(f"<li>{_group(here, group, credibility)}</li>" for group in backing.groups)
    if backing.count < len(backing.groups):
        items += (
            f'<li class="bg-label">Counted as {origins_in_words(backing.count)}: '
            "where two may have passed on the same report, they count once.</li>"
        )
    return Markup(items)


def _group(here: Linking, group: Group, credibility: Weights) -> str:
    cited = {source: f"{here.link(source)} {here.grade(source, credibility.get(source))}" for source in group.sources}
    if len(group.origins) > 1:
        reports = ", ".join(str(here.link(origin)) for origin in group.origins)
        return f'{", ".join(cited.values())} <span class="bg-label">passing on</span> {reports}'
    origin = group.origins[0]
    first = cited.pop(origin, None) or f"{here.link(origin)} {here.grade(origin)}"
    passed = f' <span class="bg-label">passed on by</span> {", ".join(cited.values())}' if cited else ""
    return f"{first}{passed}"


def of_event(here: Linking, standing: Standing) -> Markup:
    """Return the badge of an event, which opens the list of its origins.

    The result is empty for an event without sources.
    """
    if not standing.own.groups:
        return Markup("")
    items = by_origin(here, standing.own, {})
    return _opening(label(standing.count, is_single=standing.is_single), items)


def of_part(here: Linking, backing: Backing, known: Corroboration) -> Markup:
    """Return the badge of one version's change to a point.

    It does not say "corroborated", because the sources may report different things.
    """
    is_single = known.is_single(backing, RECORDS)
    origins = Markup(f'<span class="bg-badge">{backing.count} origins</span>')
    return _opening(
        origins if backing.count > 1 else label(backing.count, is_single=is_single), by_origin(here, backing, {})
    )


def of_statement(here: Linking, made: StatementAt, known: Corroboration) -> Markup:
    """Return a statement's badges, which open the evidence for them.

    That is its sources by origin, and the statements that confirm or dispute it.
    """
    standing = known.statements[made.ref]
    items = by_origin(here, standing.own, weights(made, known.corpus.former))
    sources = list(standing.own.sources)
    said = made.statement
    for ref in standing.confirming:
        other = known.statements[ref].own
        adds = known.backing([*sources, *other.sources]).count - known.backing(sources).count
        sources += other.sources
        added = f"{adds} more origin{'s' if adds > 1 else ''}" if adds else "no further origin"
        verb = "Confirms" if known.names(said.corroborates, ref) else "Confirmed by"
        items += _tied(here, verb, ref, f" ({added})", other)
    for ref in standing.disputing:
        verb = "Disputes" if known.names(said.disputes, ref) else "Disputed by"
        items += _tied(here, verb, ref, "", known.statements[ref].own)
    return _opening(_marks(standing), items)


def in_full(here: Linking, made: StatementAt, known: Corroboration) -> Markup:
    """Return a statement's badges with its own sources by origin below them."""
    standing = known.statements[made.ref]
    items = by_origin(here, standing.own, weights(made, known.corpus.former))
    return Markup(f'{_marks(standing)}<ul class="bg-origins">{items}</ul>')


def _marks(standing: Standing) -> Markup:
    mark = Markup('<span class="bg-badge bg-badge--contested">contested</span> ') if standing.is_contested else Markup()
    return mark + label(standing.count, is_single=standing.is_single)


def _tied(here: Linking, verb: str, ref: str, added: str, backing: Backing) -> Markup:
    rests = f'<ul class="bg-origins">{by_origin(here, backing, {})}</ul>'
    return Markup(f'<li><span class="bg-label">{verb}</span> {here.link(ref)}{added}{rests}</li>')


def _opening(summary: Markup, items: Markup) -> Markup:
    return Markup(
        f'<details class="bg-backing"><summary>{summary}</summary><ul class="bg-origins">{items}</ul></details>'
    )
