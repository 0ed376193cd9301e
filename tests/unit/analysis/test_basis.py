"""Basis of statements: the rows and edge cases of docs/evidence.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.basis import basis_of_statement
from tests.support.small import linked

SOURCES: dict[str, str | None] = {
    f"content/sources/{name}.yaml": f"title: Report {name}\n{fields}"
    for name, fields in {
        "a": "reliability: A\n",
        "b": "reliability: B\n",
        "c": "reliability: C\n",
        "c-other": "reliability: C\n",
        "c-copy": "reliability: C\nrelays: [c]\n",
        "d": "reliability: D\n",
        "d-other": "reliability: D\n",
        "d-copy-of-c": "reliability: D\nrelays: [c]\n",
        "c-copy-of-d": "reliability: C\nrelays: [d]\n",
        "b-copy-of-d": "reliability: B\nrelays: [d]\n",
        "d-copy-of-a": "reliability: D\nrelays: [a]\n",
        "e": "reliability: E\n",
        "f": "reliability: F\n",
        "ungraded": "",
        "official": "type: document\nreliability: A\n",
    }.items()
}


@pytest.mark.parametrize(
    ("cite", "fields", "basis"),
    [
        ("[a]", "", "on-record"),
        ("[b]", "", "on-record"),
        ("[c]", "", "reported"),
        ("[d]", "", "weak"),
        ("[e]", "", "weak"),
        ("[f]", "", "weak"),
        ("[ungraded]", "", "weak"),
        ("[d, d-other]", "", "weak"),
        ("[c, f]", "", "reported"),
        ("[c, e]", "", "reported"),
        ("[a, e]", "", "on-record"),
        ("[c, c-other]", "", "on-record"),
        ("[c, c-copy]", "", "reported"),
        ("[c, d]", "", "on-record"),
        ("[c, d-copy-of-c]", "", "reported"),
        ("[c-copy-of-d, d]", "", "reported"),
        ("[b-copy-of-d]", "", "on-record"),
        ("[d-copy-of-a]", "", "weak"),
        ("[d-copy-of-a, a]", "", "on-record"),
        ("[official]", "", "on-record"),
        ("[{source: b, credibility: 2}]", "credibility: 6", "on-record"),
        ("[b]", "credibility: 6", "weak"),
        ("[b]", "credibility: 3", "on-record"),
        ("[{source: b, credibility: 6}, c]", "", "reported"),
        ("[{source: b, credibility: 6}, d]", "", "weak"),
    ],
)
def test_basis_follows_from_the_citations_that_count(tmp_path: Path, cite: str, fields: str, basis: str) -> None:
    assert _basis(tmp_path, f"speaker: ministry, cite: {cite}, {fields}") == basis


@pytest.mark.parametrize(("cite", "basis"), [("[a]", "reported"), ("[official]", "reported"), ("[d]", "weak")])
def test_a_report_without_a_named_speaker_is_at_most_reported(tmp_path: Path, cite: str, basis: str) -> None:
    assert _basis(tmp_path, f"reported_by: ministry, cite: {cite}") == basis


def _basis(folder: Path, fields: str) -> str:
    event = (
        "title: E\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nstatements:\n"
        f"  - {{id: said, paraphrase: It spoke., {fields.rstrip(', ')}}}\n"
    )
    corpus, _ = linked(folder, {**SOURCES, "content/events/e.yaml": event})
    return basis_of_statement(corpus, corpus.statements["e#said"])
