"""Whom a statement counts for: roles on a day, bodies, groups, `on_behalf_of`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.positions import roles_on, speaks_for
from briefgen.model import edtf
from briefgen.model.kinds.actor import Actor
from tests.support.small import linked

FILES: dict[str, str | None] = {
    "content/actors/north.yaml": "name: North\nsummary: A state.\ncite: [wire]\n",
    "content/actors/union.yaml": "name: Union\nsummary: Some states.\ncite: [wire]\n",
    "content/actors/cabinet.yaml": "name: Cabinet\nsummary: A cabinet.\npart_of: [north]\ncite: [wire]\n",
    "content/actors/mara.yaml": (
        "name: Mara\nsummary: A person.\ncite: [wire]\nroles:\n"
        "  - {title: Minister, of: cabinet, from: 2024, to: 2025-11-20}\n"
        "  - {title: Envoy, of: union, from: 2025-11-21}\n"
        "  - {title: Poet}\n"
    ),
}


def _event(date: str, *statements: str) -> str:
    lines = "".join(f"  - {statement}\n" for statement in statements)
    return f"title: E\ndate: {date}\nsummary: S.\ncite: [wire]\nstatements:\n{lines}"


def _says(id: str, fields: str) -> str:
    return f"{{id: {id}, about: [point-01], cite: [wire], quote: We, {fields}}}"


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        ("2023", ["Poet"]),
        ("2024-05-01", ["Minister", "Poet"]),
        ("2025-11-20", ["Minister", "Poet"]),
        ("2025-11-21", ["Envoy", "Poet"]),
        ("2025-11", ["Minister", "Envoy", "Poet"]),
        ("2030", ["Envoy", "Poet"]),
    ],
)
def test_a_role_counts_on_every_day_it_may_cover(tmp_path: Path, date: str, titles: list[str]) -> None:
    corpus, _ = linked(tmp_path, FILES)
    mara = corpus.find("mara", Actor)
    assert mara is not None
    assert [role.title for role in roles_on(mara, edtf.parse(date))] == titles


@pytest.mark.parametrize(
    ("date", "fields", "for_whom"),
    [
        ("2025-11-10", "speaker: mara", ("mara", "cabinet", "north")),
        ("2025-11-25", "speaker: mara", ("mara", "union")),
        ("2025-11-25", "speaker: mara, date: 2025-11-10", ("mara", "cabinet", "north")),
        ("2025-11-25", "speaker: mara, on_behalf_of: north", ("north",)),
        ("2025-11-25", "speaker: cabinet", ("cabinet", "north")),
        ("2023-01-01", "speaker: mara", ("mara",)),
    ],
)
def test_a_statement_counts_for_the_speakers_organisations(
    tmp_path: Path, date: str, fields: str, for_whom: tuple[str, ...]
) -> None:
    corpus, _ = linked(tmp_path, {**FILES, "content/events/e.yaml": _event(date, _says("a", fields))})
    assert speaks_for(corpus, corpus.statements["e#a"]) == for_whom


def test_an_actor_that_belongs_to_itself_is_listed_once(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/actors/north.yaml": "name: North\nsummary: S.\npart_of: [cabinet]\ncite: [wire]\n",
        "content/events/e.yaml": _event("2025-11-10", _says("a", "speaker: cabinet")),
    }
    corpus, _ = linked(tmp_path, files)
    assert speaks_for(corpus, corpus.statements["e#a"]) == ("cabinet", "north")
