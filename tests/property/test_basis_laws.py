"""Laws of bases and statuses on random corpora: citations, order, names, branches.

The numbers are those of the properties in docs/evidence.md; the others are tested in `test_evidence_laws.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.basis import BASES, Basis, basis_of_statement, counting
from briefgen.analysis.corroboration import Corroboration
from briefgen.analysis.point_status import point_status
from briefgen.analysis.relations import relations
from briefgen.corpus.corpus import Corpus
from briefgen.model.briefing import EMPTY
from briefgen.model.edtf import parse
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.model.kinds.source import Source

IDS = [f"s{number}" for number in range(6)]
GRADES = ("A", "B", "C", "D", "E", "F", None)
CITATIONS = st.lists(
    st.builds(Citation, source=st.sampled_from(IDS), credibility=st.sampled_from((None, 1, 3, 4, 6))), max_size=5
)
CREDIBILITY = st.sampled_from((None, 2, 6))


@st.composite
def sources(draw: st.DrawFn) -> list[Source]:
    """Sources of any grade; each may relay earlier ones."""
    return [
        Source(
            id=id,
            title=id,
            type=draw(st.sampled_from((None, "document", "article"))),
            reliability=draw(st.sampled_from(GRADES)),
            relays=tuple(draw(st.lists(st.sampled_from(IDS[:number]), max_size=2, unique=True))) if number else (),
        )
        for number, id in enumerate(IDS)
    ]


def corpus_of(briefs: Sequence[Brief]) -> Corpus:
    by_id = {brief.id: brief for brief in briefs}
    return Corpus(EMPTY, by_id, dict.fromkeys(by_id, ""), {})


def said(found: Sequence[Source], cite: Sequence[Citation], credibility: int | None, *, named: bool = True) -> Corpus:
    """Return a corpus with one statement, of a named speaker or of none."""
    statement = Statement(
        id="x",
        speaker="actor" if named else None,
        reported_by=None if named else "actor",
        paraphrase="P.",
        cite=tuple(cite),
        credibility=credibility,
    )
    event = Event(id="e", title="E", summary="S.", date=parse("2025-11-27"), statements=(statement,), cite=tuple(cite))
    return corpus_of([*found, Actor(id="actor", name="A", summary="S."), event])


def basis_in(corpus: Corpus) -> Basis:
    return basis_of_statement(corpus, corpus.statements["e#x"])


def counts_in(corpus: Corpus) -> tuple[int, int]:
    """Return how many reports say that it was said, and how many say that it is so."""
    known, (event,) = Corroboration(corpus), corpus.events
    return known.statements["e#x"].count, known.event(event).count


def rank(basis: Basis) -> int:
    return BASES.index(basis)


@given(sources(), CITATIONS, CITATIONS, CREDIBILITY)
def test_another_citation_never_weakens_a_claim(
    found: list[Source], cite: list[Citation], more: list[Citation], credibility: int | None
) -> None:
    before, after = said(found, cite, credibility), said(found, [*cite, *more], credibility)
    assert rank(basis_in(after)) >= rank(basis_in(before))
    assert all(one >= other for one, other in zip(counts_in(after), counts_in(before), strict=True))


@given(sources(), CITATIONS, CREDIBILITY, st.sampled_from(IDS))
def test_a_better_grade_never_weakens_a_basis(
    found: list[Source], cite: list[Citation], credibility: int | None, id: str
) -> None:
    better = [
        msgspec.structs.replace(one, reliability=GRADES[max(0, GRADES.index(one.reliability) - 1)])
        if one.id == id
        else one
        for one in found
    ]
    assert rank(basis_in(said(better, cite, credibility))) >= rank(basis_in(said(found, cite, credibility)))


@given(sources(), CITATIONS, CREDIBILITY, st.randoms())
def test_copies_poor_sources_and_order_change_nothing(found, cite, credibility, random) -> None:  # type: ignore[no-untyped-def]
    corpus = said(found, cite, credibility)
    mixed, shuffled = list(cite), list(found)
    random.shuffle(mixed)
    random.shuffle(shuffled)
    poor = [Source(id=f"poor-{grade}", title="P", reliability=grade) for grade in ("E", "F")]
    counted = counting(corpus, cite, credibility)
    # A copy relays one of the sources that count, and has a grade that is no better.
    copied = [each for each in counted if not each.source.relays]
    copies = [
        Source(id=f"copy-{each.source.id}", title="C", reliability=each.source.reliability, relays=(each.source.id,))
        for each in copied
        if each.grade != "D"
    ]
    more = [*mixed, *(Citation(source=each.id, credibility=1) for each in (*poor, *copies))]
    for other in (said(shuffled, mixed, credibility), said([*shuffled, *poor, *copies], more, credibility)):
        assert basis_in(other) == basis_in(corpus)
        assert counts_in(other) == counts_in(corpus)


@given(sources(), CITATIONS, CREDIBILITY)
def test_nothing_unnamed_is_above_reported(found: list[Source], cite: list[Citation], credibility: int | None) -> None:
    named, unnamed = said(found, cite, credibility), said(found, cite, credibility, named=False)
    assert basis_in(unnamed) in ("weak", "reported")
    assert rank(basis_in(unnamed)) <= rank(basis_in(named))


@given(sources(), CITATIONS, CREDIBILITY)
def test_a_statement_confirms_nothing_of_its_own_side(
    found: list[Source], cite: list[Citation], credibility: int | None
) -> None:
    corpus = said(found, cite, credibility)
    (event,) = corpus.events
    again = msgspec.structs.replace(event.statements[0], id="y", corroborates=("e#x",), disputes=("e#x",))
    both = corpus_of([*found, *corpus.of(Actor), msgspec.structs.replace(event, statements=(*event.statements, again))])
    known = Corroboration(both).statements["e#x"]
    assert known.confirmed_by == ()
    assert known.count == counts_in(corpus)[0]
    assert relations(both) == ()


CHANGES = ("introduced", "unchanged", "amended", "deferred", "dropped", "not-reported", "reported-in-part")


@given(st.data())
def test_a_branch_never_changes_a_status(data: st.DataObject) -> None:
    names = [f"v{number}" for number in range(data.draw(st.integers(1, 6)))]
    branches = {id: data.draw(st.booleans()) for id in names[1:]}
    versions = [
        PlanVersion(
            id=id,
            label=id,
            branch_of=names[0] if branches.get(id) else None,
            status=data.draw(st.sampled_from((None, "published", "agreed"))),
        )
        for id in names
    ]
    entries = [
        PointVersion(in_=id, change=data.draw(st.sampled_from(CHANGES)), text="T.", cite=(Citation(source="s0"),))
        for id in names
        if data.draw(st.booleans())
    ]

    def status_with(kept: Sequence[str]) -> object:
        plan = Plan(id="plan", title="P", summary="S.", versions=tuple(v for v in versions if v.id in kept))
        mine = tuple(entry for entry in entries if entry.in_ in kept)
        point = Point(id="point-01", title="P", summary="S.", plan="plan", number=1, versions=mine)
        source = Source(id="s0", title="S", reliability="B")
        return point_status(corpus_of([plan, point, source]), point)

    assert status_with(names) == status_with([id for id in names if not branches.get(id)])
