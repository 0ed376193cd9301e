"""Parts of pages that few briefings have, such as members and weaker sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.render.templates import render
from tests.support.small import linked


def _wording(number: int) -> str:
    """Return a long text of two words that repeat, as many times as a number says."""
    return " ".join((["a"] * (number + 1) + ["b"] * (11 - number)) * 83)


def _said(id: str, speaker: str, date: str, stance: str, cite: str) -> str:
    return (
        f"  - {{id: {id}, speaker: {speaker}, date: {date}, about: [point-01], stance: {stance},"
        f" paraphrase: One., cite: [{cite}]}}\n"
    )


FILES: dict[str, str | None] = {
    "content/briefing.yaml": "title: T\nas_of: 2031-01-01\nparties: [north, union]\nthemes: {territory: Territory}\n",
    "content/sources/wire.yaml": "title: Wire\nurl: https://wire.example.org/a\npublished: 2030-01-01\nreliability: A\n",
    "content/sources/blog.yaml": "title: Blog\nurl: https://e.example.org/a\npublished: 2030-01-02\nreliability: C\n",
    "content/actors/north.yaml": "name: North\nkind: state\nsummary: One.\ncite: [wire]\n",
    "content/actors/union.yaml": "name: Union\nkind: group\nmembers: [south, west]\nsummary: One.\ncite: [wire]\n",
    "content/actors/south.yaml": "name: South\nkind: state\nsummary: One.\ncite: [wire]\n",
    "content/actors/west.yaml": "name: West\nkind: state\nsummary: One.\ncite: [wire]\n",
    "content/actors/cid.yaml": "name: Cid\nroles: [{title: Minister, of: west}]\nsummary: One.\ncite: [wire]\n",
    "content/actors/ann.yaml": "name: Ann\nroles: [{title: Envoy, of: north}]\nsummary: One.\ncite: [wire]\n",
    "content/actors/bob.yaml": "name: Bob\nroles: [{title: Minister, of: south}]\nsummary: One.\ncite: [wire]\n",
    "content/plans/plan.yaml": (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
        "  - {id: first-draft, label: First, date: 2030-01-01}\n  - {id: second-draft, label: Second, date: 2030-02-01}\n"
    ),
    "content/points/point-01.yaml": (
        "title: Army\nsummary: A point.\nplan: plan\nnumber: 1\ncite: [wire]\nversions:\n"
        f"  - {{in: first-draft, change: introduced, text: {_wording(1)}}}\n"
        f"  - {{in: second-draft, change: amended, text: {_wording(7)}}}\n"
    ),
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2030-03-01\nsummary: They met.\ncite: [wire]\nstatements:\n"
        + _said("no", "ann", "2030-03-02", "rejects", "wire")
        + _said("yes", "ann", "2030-04-03", "accepts", "wire")
        + _said("south", "bob", "2030-04-03", "open", "wire")
        + _said("west", "cid", "2030-04-03", "rejects", "wire")
    ),
    "content/disputes/when.yaml": (
        "title: When\nsummary: A question.\nabout: [plan]\nstate: open\ncite: [wire]\naccounts:\n"
        "  - {claim: In May., held_by: [wire], cite: [wire, blog]}\n  - {claim: In June., held_by: [north], cite: [wire]}\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of each page by its address."""
    folder: Path = tmp_path_factory.mktemp("derived")
    rendered, problems = render(linked(folder, FILES)[0], Config(project=folder))
    assert problems == ()
    return {page.uri.removesuffix("index.md"): page.markdown for page in rendered.pages}


def test_shift_names_both_days(pages: dict[str, str]) -> None:
    assert "2 March 2030" in (moves := pages["actors/north/"].partition("bg-movement__steps")[2])
    assert "3 April 2030)" in moves.partition("→")[2].partition("</p>")[0]


def test_stance_of_a_group_names_its_member(pages: dict[str, str]) -> None:
    assert '<span class="bg-cell__by"><strong>South</strong> · ' in pages["points/point-01/"]


def test_less_reliable_source_of_an_answer_says_so(pages: dict[str, str]) -> None:
    assert re.search(r'Blog<sup.*?</sup> <span class="bg-cell__basis">reported</span></li>', pages["disputes/when/"])


def test_long_wording_says_that_part_was_compared(pages: dict[str, str]) -> None:
    assert "Long and repetitive: only part was compared word by word." in pages["points/point-01/"]
