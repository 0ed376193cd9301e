"""Laws of derived summaries: cells, groups, agreement and shifts on random input.

The numbers are those of the properties in docs/evidence.md. Property 8 and those on bases are tested on a corpus in
`test_basis_laws.py`, because they need sources and versions.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.agreement import LEVELS, agreement
from briefgen.analysis.basis import BASES, STRENGTHS
from briefgen.analysis.cell import Cell, Party, Proposal, Said, group_position, own_cell
from briefgen.analysis.movement import differences, shifts

STANCES = ("accepts", "accepts-with-conditions", "open", "rejects", "unclear")
SPEAKERS = ("minister", "envoy", "president")


@st.composite
def statements(draw: st.DrawFn) -> list[Said]:
    """Statements for one actor on one subject, with periods that often meet."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        first = draw(st.integers(0, 12))
        found.append(
            Said(
                ref=f"event#{number}",
                speakers=(draw(st.sampled_from(SPEAKERS)),),
                stance=draw(st.sampled_from(STANCES)),
                basis=draw(st.sampled_from(BASES)),
                moments=(first, first + draw(st.sampled_from((0, 0, 1, 5)))),
                is_on_behalf=draw(st.booleans()),
            )
        )
    return found


@st.composite
def proposals(draw: st.DrawFn) -> Proposal | None:
    if draw(st.booleans()):
        return None
    first = draw(st.integers(0, 12))
    return Proposal("plan@draft", draw(st.sampled_from(BASES)), (first, first))


def never(_one: object, _other: object) -> bool:
    return False


def always(_one: object, _other: object) -> bool:
    return True


def only_strong(said: list[Said]) -> list[Said]:
    return [s for s in said if s.is_strong]


@given(statements(), proposals(), st.randoms())
def test_order_of_statements_changes_no_cell(said, proposal, random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(said)
    random.shuffle(mixed)
    assert own_cell("a", said, proposal) == own_cell("a", mixed, proposal)
    assert shifts(said, never, proposal) == shifts(mixed, never, proposal)
    assert differences(said, ()) == differences(mixed, ())


@given(statements())
def test_weaker_statements_never_change_a_strong_cell(said: list[Said]) -> None:
    whole, strong = own_cell("a", said), own_cell("a", only_strong(said))
    if strong.stance is not None:
        assert (whole.stance, whole.basis, whole.shown) == (strong.stance, strong.basis, strong.shown)
        assert not {s.ref for s in whole.beside} & {s.ref for s in strong.shown}


@given(statements(), statements())
def test_no_further_statement_lowers_the_strength(said: list[Said], more: list[Said]) -> None:
    more = [Said(f"{s.ref}-more", s.speakers, s.stance, s.basis, s.moments) for s in more]
    before, after = own_cell("a", said), own_cell("a", [*said, *more])
    ranks = (*STRENGTHS, "none")
    assert ranks.index(after.strength) <= ranks.index(before.strength)


@given(statements(), proposals())
def test_a_cell_is_never_firmer_than_what_it_shows(said: list[Said], proposal: Proposal | None) -> None:
    cell = own_cell("a", said, proposal)
    if cell.stance == "proposes":
        assert cell.proposal is proposal
        assert proposal is not None
        assert cell.basis == proposal.basis
    elif cell.stance is not None:
        bases = [BASES.index(s.basis) for s in cell.shown]
        assert cell.basis is not None
        assert BASES.index(cell.basis) == (min(bases) if cell.stance == "mixed" else bases[0])
        assert len({s.stance for s in cell.shown}) == (
            1 if cell.stance != "mixed" else len({s.stance for s in cell.shown})
        )


@given(statements())
def test_shown_statements_are_not_earlier_than_another(said: list[Said]) -> None:
    cell = own_cell("a", said)
    equals = [
        s for s in said if any(s.basis == b for b in BASES) and Cell("a", s.stance, s.basis).strength == cell.strength
    ]
    if cell.stance not in (None, "unclear"):
        equals = [s for s in equals if s.stance != "unclear"]
    for one in cell.shown:
        assert not any(other.moments[0] > one.moments[1] for other in equals)


@st.composite
def parties(draw: st.DrawFn) -> list[Party]:
    """Columns, one of them a group whose members are partly columns themselves."""
    names = ("north", "south", "east")
    found = []
    for name in names:
        cell = own_cell(name, draw(statements()), draw(proposals()))
        found.append(Party(name, (cell,) if cell.stance else ()))
    members = [own_cell(name, draw(statements())) for name in ("west", "islands", "north")]
    found.append(group_position("group", own_cell("group", draw(statements())), members))
    return draw(st.permutations(found))


@given(parties())
def test_weaker_cells_never_change_the_word_of_agreement(columns: list[Party]) -> None:
    strong = [Party(p.actor, tuple(cell for cell in p.voices if cell.strength == "strong")) for p in columns]
    assert agreement(columns, never).level == agreement(strong, never).level


@given(parties(), st.randoms())
def test_order_of_columns_changes_no_agreement(columns, random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(columns)
    random.shuffle(mixed)
    assert agreement(columns, never) == agreement(mixed, never)


@given(parties())
def test_no_actor_is_paired_with_a_body_that_it_counts_for(columns: list[Party]) -> None:
    found = agreement(columns, always)
    assert found.level == "too-few"
    assert LEVELS[-1] == "too-few"


@given(statements(), proposals())
def test_a_shift_needs_two_strong_statements_in_order(said: list[Said], proposal: Proposal | None) -> None:
    for shift in shifts(said, never, proposal):
        assert shift.after.is_strong
        assert "unclear" not in (shift.after.stance, shift.stance_before)
        assert shift.stance_before != shift.after.stance
        before = shift.before or shift.proposal
        assert before is not None
        assert shift.after.moments[0] > before.moments[1]
        if shift.before:
            assert shift.before.is_strong
            assert set(shift.before.speakers) & set(shift.after.speakers) or (
                shift.before.is_on_behalf and shift.after.is_on_behalf
            )


@given(statements(), proposals())
def test_weaker_statements_never_make_or_end_a_shift(said: list[Said], proposal: Proposal | None) -> None:
    assert shifts(said, never, proposal) == shifts(only_strong(said), never, proposal)


@given(statements())
def test_a_pair_that_differs_names_two_voices(said: list[Said]) -> None:
    for pair in differences(said, shifts(said, never)):
        assert pair.one.speakers != pair.other.speakers
        assert pair.one.stance != pair.other.stance
