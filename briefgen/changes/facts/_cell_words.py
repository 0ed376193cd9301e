"""Cells of the matrix in the words that readers see there."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.basis import Basis, strength
from briefgen.analysis.cell import Party, Said
from briefgen.changes.facts._side import DerivedSide
from briefgen.model import vocabulary
from briefgen.site.position_words import VoiceLine, position_text


def stance_word(stance: str | None) -> str:
    """Return a stance in words."""
    return vocabulary.POSITIONS[stance][1] if stance else vocabulary.NO_POSITION


def basis_word(basis: Basis | None) -> str:
    """Return a basis in words."""
    return vocabulary.BASES[basis][0] if basis else "none"


def cell_reads(side: DerivedSide, position: Party) -> str:
    """Return what a cell shows: stance, speaker and day, and what stands beside it."""
    text = position_text(side.site, position)
    if not text.lines:
        return vocabulary.NO_POSITION
    lead = f"{text.lead}: " if text.lead else ""
    beside = f"; since reported: {'; '.join(map(_line, text.beside))}" if text.beside else ""
    return lead + "; ".join(map(_line, text.lines)) + beside


def stance_and_basis(position: Party) -> str:
    """Return the stance and the basis, such as `+ accepts · weakly sourced`."""
    if position.stance is None:
        return vocabulary.NO_POSITION
    sign, word = vocabulary.POSITIONS[position.stance]
    return f"{sign} {word} · {basis_word(position.basis)}"


def speakers(side: DerivedSide, ref: str) -> str:
    """Return who made a statement, or the label of a version."""
    made = side.corpus.statements.get(ref)
    if made is not None:
        return side.site.attribution(made.statement)
    version = side.corpus.versions.get(ref)
    return version[1].label if version else ref


def day(side: DerivedSide, ref: str) -> str:
    """Return the day of a statement in words; empty for a version."""
    made = side.corpus.statements.get(ref)
    return made.date.words() if made is not None else ""


def who_and_when(side: DerivedSide, ref: str) -> str:
    """Return who made a statement and when, such as `Zelensky, 14 December 2025`."""
    return ", ".join(filter(None, (speakers(side, ref), day(side, ref))))


def shown(position: Party) -> Iterator[tuple[str, Said]]:
    """Yield the actor and each statement that a position rests on."""
    return ((cell.actor, said) for cell in position.voices for said in cell.shown)


def _line(line: VoiceLine) -> str:
    sign, word = vocabulary.POSITIONS[line.stance]
    basis = () if strength(line.basis) == "strong" else (basis_word(line.basis),)
    return f"{sign} {word} ({', '.join(filter(None, (line.of, line.by, line.when, *line.limits, *basis)))})"
