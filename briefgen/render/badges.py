"""Evidence badges as HTML: origins, sources, and degrees of quotations.

`analysis.corroboration` counts the origins, and `PageHelpers` makes the links. Editors cannot set a badge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from markupsafe import Markup

from briefgen.analysis.corroboration import Backing, Group, Standing
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.provenance.degrees import WORDS_ONLY, Degree
from briefgen.provenance.quotations import Quotation
from briefgen.render.template_messages import gettext, pgettext
from briefgen.site.corroboration_words import in_reports, is_so, was_said
from briefgen.site.shared import Site
from briefgen.text import messages
from briefgen.text.messages import N_

MOST_CONTESTED = 5
"""The number of disputes that the head of a page names."""
MOST_TIED = 10
"""The number of statements that confirm or dispute one, and that its evidence names."""


class Linking(Protocol):
    """Makes links and grades for one page. `PageHelpers` implements it."""

    def link(self, ref: str, text: str = "", more: str = "") -> Markup: ...

    def grade(self, source: str, credibility: int | None = None) -> Markup: ...


Weights = Mapping[str, int | None]
"""Credibility by the id of the source, from 1 to 6; None if it is not rated."""


def weights(made: StatementAt, former: Mapping[str, str]) -> Weights:
    """Return the credibility of each citation of a statement.

    It is the citation's own, or else the statement's. ``former`` maps former ids to present ones.
    """
    statement = made.statement
    return {former.get(c.source, c.source): c.credibility or statement.credibility for c in statement.cite}


def badge(words: str, style: str = "") -> Markup:
    """Return words as a badge; its look is `origins`, `single` or `contested`."""
    look = f" bg-badge--{style}" if style else ""
    return Markup('<span class="bg-badge{}">{}</span>').format(look, words)


def _counted(backing: Backing, words: str, *, is_single: bool) -> Markup:
    """Return the badge of a claim; `is_single` marks one that should have more than one report."""
    return badge(words, "origins" if backing.count > 1 else "single" if is_single else "")


_DEGREES: dict[Degree, str] = {
    "word-for-word": N_("word for word in %(source)s"),
    "with-omissions": N_("with omissions in %(source)s"),
    "editors-words": N_("with an editor’s words in %(source)s"),
    "undecided": N_("not decided by machine: %(reason)s (%(source)s)"),
    "too-short": N_("too short to be machine-checked"),
    "not-checked": N_("not machine-checked"),
    "not-in-excerpt": N_("not in the excerpt that was checked"),
    "not-found": N_("not found"),
}


def degree(quotation: Quotation, source: str | Markup) -> Markup:
    """Return how certain it is that a quotation stands in its source, for readers.

    ``source`` is a link with the publisher and the place, or words for the page's own source.
    """
    words = gettext(_DEGREES[quotation.status], source=source, reason=messages.gettext(quotation.reason))
    if quotation.is_found:
        notes = [note for note in (quotation.reason, WORDS_ONLY if quotation.is_words_only else "") if note]
        more = "".join(f"; {messages.gettext(note)}" for note in notes)
        mark = '<span class="bg-degree bg-degree--found"><span aria-hidden="true">✓</span> {}{}</span>'
        return Markup(mark).format(words, more)
    return Markup('<span class="bg-degree">{}</span>').format(words)


def contested(here: Linking, disputes: Sequence[str]) -> Markup:
    """Return badges that link to the first open disputes about a brief.

    The others are in the section on disputes of the brief's page.
    """
    word = gettext("contested")
    mark = Markup('<li><span class="bg-badge bg-badge--contested">{}</span> {}</li>')
    found = Markup("").join(mark.format(word, here.link(dispute)) for dispute in disputes[:MOST_CONTESTED])
    found += _left_out(len(disputes), MOST_CONTESTED, '<li><a href="#disputed">{}</a></li>')
    return Markup(f'<ul class="bg-contested">{found}</ul>') if found else Markup("")


def strength(site: Site, backing: Backing, href: str) -> Markup:
    """Return who says so, in words; a link to `href` if that is not empty."""
    words = is_so(site, backing)
    return Markup('<a href="{}">{}</a>').format(href, words) if href else Markup("{}").format(words)


def by_origin(here: Linking, backing: Backing, credibility: Weights) -> Markup:
    """Return the sources of a claim as list items, grouped by origin."""
    items = "".join(f"<li>{_group(here, group, credibility, backing.counted)}</li>" for group in backing.groups)
    if backing.count < sum(not backing.counted.isdisjoint(group.sources) for group in backing.groups):
        items += f'<li class="bg-label">{gettext(_COUNTED_AS, reports=in_reports(backing.count))}</li>'
    return Markup(items)


_COUNTED_AS = N_(
    "Counted as %(reports)s: two that may share one report are counted once; so is all that one side says about a fact, "
    "and so are all sources graded D or worse whose own source is not known."
)


def _group(here: Linking, group: Group, credibility: Weights, counted: frozenset[str]) -> str:
    cited = {source: _source(here, source, credibility, counted) for source in group.sources}
    if len(group.origins) > 1:
        reports = ", ".join(str(here.link(origin)) for origin in group.origins)
        verb = gettext("republishing")
        return f'{", ".join(cited.values())} <span class="bg-label">{verb}</span> {reports}'
    origin = group.origins[0]
    first = cited.pop(origin, None) or f"{here.link(origin)} {here.grade(origin)}"
    by = gettext("republished by")
    passed = f' <span class="bg-label">{by}</span> {", ".join(cited.values())}' if cited else ""
    return f"{first}{passed}"


def _source(here: Linking, source: str, credibility: Weights, counted: frozenset[str]) -> str:
    words = gettext("does not count")
    left_out = "" if source in counted else f' <span class="bg-label">({words})</span>'
    return f"{here.link(source)} {here.grade(source, credibility.get(source))}{left_out}"


def of_event(here: Linking, site: Site, standing: Standing) -> Markup:
    """Return the badge of an event, which opens the list of its origins.

    The result is empty for an event without sources.
    """
    own = standing.own
    if not own.groups:
        return Markup("")
    return _opening(_counted(own, is_so(site, own), is_single=standing.is_single), by_origin(here, own, {}))


def of_part(here: Linking, site: Site, backing: Backing, *, is_single: bool) -> Markup:
    """Return the badge of one version's change to a point."""
    return _opening(_counted(backing, is_so(site, backing), is_single=is_single), by_origin(here, backing, {}))


def of_statement(here: Linking, site: Site, made: StatementAt) -> Markup:
    """Return a statement's badges, which open the evidence for them.

    That is its sources by origin, and the statements that confirm or dispute it.
    """
    known = site.corroboration
    standing = known.statements[made.ref]
    items = by_origin(here, standing.own, weights(made, known.corpus.former))
    said = made.statement
    if said.credibility:
        words = Markup('<span class="bg-label">{}</span>').format(gettext(vocabulary.CREDIBILITY[said.credibility]))
        items += Markup("<li>{}</li>").format(gettext("Judged by the editors: %(credibility)s", credibility=words))
    if standing.is_single and standing.count:
        weak = gettext("This report is not strong enough to stand alone.")
        items += Markup('<li class="bg-label">{}</li>').format(weak)
    for ref in standing.confirming[:MOST_TIED]:
        verb = gettext("Confirms") if known.names(said.corroborates, ref) else gettext("Confirmed by")
        items += _tied(here, verb, ref, known.statements[ref].own)
    items += _left_out(len(standing.confirming), MOST_TIED, "<li>{}</li>")
    for ref in standing.disputing[:MOST_TIED]:
        verb = pgettext("relation", "Disputes") if known.names(said.disputes, ref) else gettext("Disputed by")
        items += _tied(here, verb, ref, known.statements[ref].own)
    items += _left_out(len(standing.disputing), MOST_TIED, "<li>{}</li>")
    return _opening(_marks(site, standing), items)


def _marks(site: Site, standing: Standing) -> Markup:
    first, *more = was_said(site, standing)
    marks = [badge(gettext("contested"), "contested")] if standing.is_contested else []
    said = gettext("Said: %(reports)s", reports=first)
    marks.append(_counted(standing.own, said, is_single=standing.is_single and not standing.is_official))
    marks += (badge(words, "origins") for words in more[:MOST_TIED])
    return Markup(" ").join(marks) + _left_out(len(more), MOST_TIED, " <span>{}</span>")


def _left_out(count: int, most: int, form: str) -> Markup:
    """Return in words how many of `count` are left out, in a form; empty if none."""
    return (
        Markup(form).format(gettext("and %(count)s more", count=messages.decimal(count - most)))
        if count > most
        else Markup("")
    )


def _tied(here: Linking, verb: str, ref: str, backing: Backing) -> Markup:
    rests = f'<ul class="bg-origins">{by_origin(here, backing, {})}</ul>'
    return Markup(f'<li><span class="bg-label">{verb}</span> {here.link(ref)}{rests}</li>')


def _opening(summary: Markup, items: Markup) -> Markup:
    return Markup(
        f'<details class="bg-backing"><summary>{summary}</summary><ul class="bg-origins">{items}</ul></details>'
    )
