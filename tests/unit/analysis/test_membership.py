"""Membership: members of groups, through groups and over time."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.membership import all_members_of, groups_of, members_of
from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import parse
from tests.support.small import linked

ACTORS = {
    "alliance": "members: [old-club, {actor: north, from: 2024, to: 2025-03}, {actor: north, from: 2025-06}]\n",
    "club": "formerly: [old-club]\nmembers: [south, alliance, {actor: east, from: 2026}]\n",
    **dict.fromkeys(("north", "south", "east"), ""),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    files: dict[str, str | None] = {
        f"content/actors/{id}.yaml": f"name: {id}\nsummary: One.\n{fields}cite: [wire]\n"
        for id, fields in ACTORS.items()
    }
    return linked(tmp_path, files)[0]


def test_members_have_current_ids_and_come_once(corpus: Corpus) -> None:
    assert members_of(corpus, "alliance") == ("club", "north")
    assert members_of(corpus, "old-club") == ("south", "alliance", "east")
    assert members_of(corpus, "north") == members_of(corpus, "unknown") == ()


@pytest.mark.parametrize(
    ("date", "found"), [("2024-05", True), ("2025-04", False), ("2025-05/2025-07", True), ("2023", False)]
)
def test_a_member_counts_in_its_own_time(corpus: Corpus, date: str, found: bool) -> None:
    assert ("north" in members_of(corpus, "alliance", parse(date))) is found


def test_members_of_members_come_last_and_circles_end(corpus: Corpus) -> None:
    assert all_members_of(corpus, "alliance") == ("club", "north", "south", "east")
    assert all_members_of(corpus, "alliance", parse("2025-04")) == ("club", "south")
    assert all_members_of(corpus, "club") == ("south", "alliance", "east", "north")


def test_an_actor_knows_its_groups(corpus: Corpus) -> None:
    assert [(one.group, one.index) for one in groups_of(corpus, "north")] == [("alliance", 1), ("alliance", 2)]
    assert [one.group for one in groups_of(corpus, "old-club")] == ["alliance"]
