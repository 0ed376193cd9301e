"""Quality of the evidence: uncited, single-origin, stale and unknown items.

Each measure has the list of items behind it. The quality page and `briefgen stats` share these numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.analysis.basis import basis_of_statement
from briefgen.analysis.corroboration import Backing, best
from briefgen.model import vocabulary
from briefgen.model.edtf import Day
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.provenance.coverage import coverage
from briefgen.provenance.degrees import Degree
from briefgen.provenance.quotations import Quotation
from briefgen.site.corroboration_words import in_reports, is_so
from briefgen.site.shared import Site
from briefgen.text.messages import N_, gettext

GRADES = ("A", "B", "C", "D", "E", "F", None)
"""The reliability grades (Admiralty scale) from best to worst, then no grade."""


class QualityRow(msgspec.Struct, frozen=True):
    """A counted brief, statement or version, with a note to show beside it."""

    ref: str
    note: str = ""


class QualityMeasure(msgspec.Struct, frozen=True):
    """A measure: title and meaning, the counted items, and the number of candidates."""

    name: str
    title: str
    meaning: str
    rows: tuple[QualityRow, ...]
    total: int

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of the counted items."""
        return tuple(row.ref for row in self.rows)

    @property
    def address(self) -> str:
        """Return the address of the pages with the whole list."""
        return f"quality/{self.name.lower()}/"

    @property
    def share(self) -> int:
        """Return the counted items as a percentage, for a bar; at least 1 if any."""
        return max(1, round(100 * len(self.rows) / self.total)) if self.rows else 0


def grades(site: Site) -> dict[str | None, tuple[Source, ...]]:
    """Return the sources by grade, best first, without empty grades."""
    sources = site.corpus.of(Source)
    found = {grade: tuple(s for s in sources if s.reliability == grade) for grade in GRADES}
    return {grade: graded for grade, graded in found.items() if graded}


def best_grade(site: Site, citations: Iterable[Citation]) -> str | None:
    """Return the best grade among the cited sources, or None if none is graded."""
    id = best(site.corpus, (citation.source for citation in citations))
    found = site.corpus.find(id, Source) if id else None
    return found.reliability if found else None


def stale(site: Site) -> tuple[Brief, ...]:
    """Return the briefs, without sources, that have no recent review.

    A review is recent if it is within the briefing's `review_after` days before its `as_of` day. Without these
    settings, every review counts as recent.
    """
    oldest = _oldest(site)
    briefs = _factual(site)
    return tuple(b for b in briefs if b.reviewed is None or (oldest and b.reviewed.date.latest < oldest))


def is_review_old(site: Site, brief: Brief) -> bool:
    """Return whether a brief's last review is more than `review_after` days old.

    The age counts back from the briefing's `as_of` day.
    """
    oldest = _oldest(site)
    return bool(oldest and brief.reviewed and brief.reviewed.date.latest < oldest)


def findings(site: Site) -> Iterator[QualityMeasure]:
    """Yield the measures that readers should be careful with, in page order."""
    corpus = site.corpus
    factual = _factual(site)
    uncited = tuple(QualityRow(b.id) for b in factual if not corpus.names_a_source(b.id))
    yield QualityMeasure(
        "uncited", gettext("Without a source"), gettext("Briefs that cite nothing."), uncited, len(factual)
    )
    yield _single_and_weak(site)
    yield from _on_one_origin(site)
    yield from _contested(site)
    yield _weak(site)
    yield _unchecked(site)
    yield from _sources(site)
    yield _stale(site)
    yield _without_position(site)


def _single_and_weak(site: Site) -> QualityMeasure:
    made = site.corpus.statements
    known = site.corroboration.statements
    both = [
        ref for ref, each in made.items() if known[ref].is_single and basis_of_statement(site.corpus, each) == "weak"
    ]
    return QualityMeasure(
        "single-and-weak",
        gettext("Statements with one report or none, and only weak sources"),
        gettext("At most one independent report has them, and no source that counts is graded C or better."),
        tuple(QualityRow(ref, f"{_words(site, ref)}: {_one_origin(site, known[ref].own)}") for ref in both),
        len(made),
    )


def _on_one_origin(site: Site) -> Iterator[QualityMeasure]:
    known = site.corroboration
    events = {event.id: known.event(event).own for event in site.corpus.events}
    yield QualityMeasure(
        "single-origin-events",
        gettext("Events with at most one report that counts"),
        gettext("All sources that count go back to one report, however many outlets republished it, or to one side."),
        tuple(QualityRow(id, _one_origin(site, own)) for id, own in events.items() if own.count < 2),
        len(site.corpus.events),
    )
    yield QualityMeasure(
        "single-origin-statements",
        gettext("Statements without a report that is strong enough to stand alone"),
        gettext("No source counts, or all that count go back to one report that is not strong enough to stand alone."),
        tuple(
            QualityRow(ref, f"{_words(site, ref)}: {_one_origin(site, s.own)}")
            for ref, s in known.statements.items()
            if s.is_single
        ),
        len(known.statements),
    )


def _one_origin(site: Site, own: Backing) -> str:
    if own.only_side or not own.count:
        return is_so(site, own)
    labels = [site.label(origin) for origin in own.origins]
    return (
        gettext("goes back to %(source)s", source=labels[0])
        if len(labels) == 1
        else gettext("goes back to one of: %(sources)s", sources="; ".join(labels))
    )


def _contested(site: Site) -> Iterator[QualityMeasure]:
    known = site.corroboration
    against = {
        ref: gettext("against %(others)s", others="; ".join(map(site.label, standing.disputing)))
        for ref, standing in known.statements.items()
        if standing.is_contested
    }
    contested = tuple(QualityRow(ref, f"{_words(site, ref)}: {others}") for ref, others in against.items())
    yield QualityMeasure(
        "contested-statements",
        gettext("Contested statements"),
        gettext("Another statement in this briefing disputes them, or they dispute it."),
        contested,
        len(known.statements),
    )
    about = tuple(
        QualityRow(id, "; ".join(map(site.label, d))) for id, d in sorted(known.contested.items()) if site.brief(id)
    )
    total = len(site.corpus.briefs)
    yield QualityMeasure(
        "contested-briefs",
        gettext("Contested briefs"),
        gettext("They are the subject of an open dispute."),
        about,
        total,
    )
    rows = tuple(QualityRow(d.id) for d in site.open_disputes)
    total = len(site.corpus.of(Dispute))
    yield QualityMeasure(
        "open-disputes", gettext("Open disputes"), gettext("Accounts differ and nothing has settled it."), rows, total
    )


def _weak(site: Site) -> QualityMeasure:
    made = site.corpus.statements
    weak = [ref for ref, each in made.items() if basis_of_statement(site.corpus, each) == "weak"]
    grades = {ref: best_grade(site, made[ref].statement.cite) for ref in weak}
    return QualityMeasure(
        "weak-statements",
        gettext("Statements with only weak sources"),
        gettext("No source that counts is graded C or better."),
        tuple(QualityRow(ref, f"{_words(site, ref)}: {_best(grade)}") for ref, grade in grades.items()),
        len(made),
    )


def _best(grade: str | None) -> str:
    return gettext("best source %(grade)s", grade=grade) if grade else gettext("no source is graded")


def _unchecked(site: Site) -> QualityMeasure:
    return QualityMeasure(
        "unchecked-quotations",
        gettext("Quotations not checked by machine"),
        gettext("The source has no record in this repository against which the words could be checked."),
        tuple(_quoted(q) for q in site.quotations.all if q.status == "not-checked"),
        len(site.quotations.all),
    )


def _quoted(quotation: Quotation) -> QualityRow:
    place = f", {quotation.location.words()}" if quotation.location else ""
    reason = f": {gettext(quotation.reason)}" if quotation.reason else ""
    return QualityRow(quotation.ref, f"“{_cut(quotation.text)}”{place}{reason}")


def _words(site: Site, ref: str) -> str:
    statement = site.corpus.statements[ref].statement
    return f"“{_cut(statement.quote)}”" if statement.quote else _cut(site.prose.plain(statement.paraphrase or ""))


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80].rsplit(' ', 1)[0]} …"


def _sources(site: Site) -> Iterator[QualityMeasure]:
    sources = site.corpus.of(Source)
    total = len(sources)
    undated = tuple(QualityRow(s.id) for s in sources if s.published is None)
    yield QualityMeasure(
        "undated-sources",
        gettext("Sources without a date"),
        gettext("No date of publication could be seen."),
        undated,
        total,
    )
    unused = tuple(QualityRow(s.id) for s in sources if not site.corpus.backlinks.get(s.id))
    yield QualityMeasure(
        "unused-sources", gettext("Sources that nothing cites"), gettext("Kept for the record."), unused, total
    )


def _without_position(site: Site) -> QualityMeasure:
    points = [point for plan in site.corpus.of(Plan) for point in site.corpus.points.get(plan.id, ())]
    unknown = tuple(
        QualityRow(p.id) for p in points if not any(site.position(party, p.id).held for party in site.parties)
    )
    return QualityMeasure(
        "points-without-position",
        gettext("Points on which no party's position is known"),
        gettext("No statement in this briefing takes a stance on them."),
        unknown,
        len(points),
    )


_DEGREES: dict[Degree, tuple[str, str]] = {
    "word-for-word": (
        N_("Word for word"),
        N_("A program found these words in a row in the document they are said to come from."),
    ),
    "with-omissions": (
        N_("With omissions"),
        N_("Found in the document; what an ellipsis leaves out holds no word that matters."),
    ),
    "editors-words": (
        N_("With an editor's words"),
        N_("Found in the document, with words of an editor in square brackets."),
    ),
    "undecided": (
        N_("Not decided by machine"),
        N_("The words are in the document, but something differs or may be hidden."),
    ),
    "too-short": (
        N_("Too short to check"),
        N_("Words that are too few for the source's record; its text is not at hand."),
    ),
    "not-checked": (N_("Not machine-checked"), N_("The source of the words has no record in this repository.")),
    "not-in-excerpt": (
        N_("Not in the excerpt"),
        N_("The record is of a part of the document, and the words are not in that part."),
    ),
    "not-found": (N_("Not found"), N_("The source has a record, and the words were not found in it.")),
}


def quotations(site: Site) -> Iterator[QualityMeasure]:
    """Yield a measure for each degree of quotations."""
    found = site.quotations.all
    for degree, (title, meaning) in _DEGREES.items():
        rows = tuple(_quoted(q) for q in found if q.status == degree)
        yield QualityMeasure(f"quotations-{degree}", gettext(title), gettext(meaning), rows, len(found))


def by_origins(site: Site) -> Iterator[QualityMeasure]:
    """Yield the statements by number of independent reports, fewest first."""
    known = site.corroboration.statements
    for count in sorted({standing.count for standing in known.values()}):
        title = in_reports(count)
        meaning = gettext("Of their own sources; statements that confirm them are not counted.")
        rows = tuple(QualityRow(ref, _words(site, ref)) for ref, standing in known.items() if standing.count == count)
        yield QualityMeasure(f"origins-{count}", title[0].upper() + title[1:], meaning, rows, len(known))


def by_grade(site: Site) -> Iterator[QualityMeasure]:
    """Yield the sources of each grade."""
    total = len(site.corpus.of(Source))
    for grade, sources in grades(site).items():
        title = f"{grade}: {gettext(vocabulary.RELIABILITY[grade])}" if grade else gettext("Not graded")
        rows = tuple(QualityRow(source.id) for source in sources)
        yield QualityMeasure(f"grade-{grade or 'none'}", title, "", rows, total)


def recorded(site: Site) -> QualityMeasure:
    """Return the sources with a record, each with its share of carried sentences."""
    rows = []
    for source in site.corpus.of(Source):
        sentences = coverage(site.corpus, source.id)
        if sentences:
            carried = sum(bool(sentence.refs) for sentence in sentences)
            note = gettext("%(part)s of %(whole)s sentences carried", part=carried, whole=len(sentences))
            rows.append(QualityRow(source.id, note))
    return QualityMeasure(
        "recorded-sources",
        gettext("Sources with a record"),
        gettext("A fingerprint of the document is kept, against which quotations are checked."),
        tuple(rows),
        len(site.corpus.of(Source)),
    )


def _factual(site: Site) -> list[Brief]:
    return [brief for brief in site.corpus.briefs.values() if not isinstance(brief, Source)]


def _oldest(site: Site) -> Day | None:
    """Return the earliest day on which a review is still recent.

    None if the briefing sets no `review_after`, or has no exact `as_of` day.
    """
    days = site.briefing.review_after
    today = site.as_of
    if days is None or today is None or not today.is_exact or today.latest[0] < 1:
        return None
    ordinal = datetime.date(*today.latest).toordinal() - days
    if ordinal < 1:
        return None
    limit = datetime.date.fromordinal(ordinal)
    return limit.year, limit.month, limit.day


def _stale(site: Site) -> QualityMeasure:
    rows = tuple(QualityRow(brief.id) for brief in stale(site))
    total = len(_factual(site))
    if _oldest(site) is None or site.as_of is None:
        return QualityMeasure(
            "never-reviewed", gettext("Never reviewed"), gettext("No editor has noted a day of review."), rows, total
        )
    return QualityMeasure(
        "not-reviewed-lately",
        gettext("Not reviewed lately"),
        gettext(
            "No editor has noted a review in the %(count)s days before %(day)s.",
            count=site.briefing.review_after,
            day=site.as_of.words(),
        ),
        rows,
        total,
    )
