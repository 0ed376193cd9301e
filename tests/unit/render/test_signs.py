"""Signs of stances, changes and statuses: drawings, words and bases."""

from __future__ import annotations

import re

import pytest

from briefgen.analysis.basis import Basis
from briefgen.model import vocabulary
from briefgen.render import signs

EACH: tuple[tuple[signs.Group, str], ...] = (
    *(("stance", value) for value in vocabulary.POSITIONS),
    *(("change", value) for value in vocabulary.CHANGES),
    *(("status", value) for value in (*vocabulary.STATUSES, "not-in-line")),
)


@pytest.mark.parametrize(("group", "value"), EACH)
def test_each_value_has_a_drawing(group: signs.Group, value: str) -> None:
    drawings = signs.definitions(signs.tile(group, value))
    assert f'<symbol id="bg-sign-{value}"' in drawings
    assert 'id="bg-sign"' in drawings


def test_each_symbol_is_drawn_once_and_only_if_used() -> None:
    page = signs.tile("stance", "open") + signs.chip("stance", "open", "open") + signs.tile("stance", "rejects")
    assert re.findall(r'<symbol id="([\w-]+)"', signs.definitions(page)) == [
        "bg-sign", "bg-sign-open", "bg-sign-rejects",
    ]  # fmt: skip
    assert signs.definitions("<p>No signs.</p>") == ""


@pytest.mark.parametrize(
    ("basis", "drawn", "words"),
    [
        (None, "", "open"),
        ("documented", "", "open"),
        ("on-record", "", "open"),
        ("reported", " bg-basis--reported", "open (reported)"),
        ("weak", " bg-basis--weak", "open (weakly sourced)"),
    ],
)
def test_a_chip_repeats_stance_and_basis_in_words(basis: Basis | None, drawn: str, words: str) -> None:
    chip = signs.chip("stance", "open", "open", basis)
    assert chip.striptags().strip() == words
    assert f'class="bg-stance bg-stance--open{drawn}"' in chip
    assert f'bg-stance--open{drawn}" aria-hidden="true"' in signs.tile("stance", "open", basis)
