"""The cases of docs/provenance.md: each quotation has the stated degree."""

from __future__ import annotations

import re

import msgspec
import pytest

from briefgen.corpus.records import Record
from briefgen.provenance.degrees import DEGREES
from briefgen.provenance.judge import judge
from briefgen.provenance.readings import as_it_stands, with_editors_marks
from briefgen.text.shingles import SIZE
from tests.conftest import ROOT
from tests.support.documents import first_kind, held

_PAGE = (ROOT / "docs/provenance.md").read_text("utf-8")
_LANGUAGE = re.compile(r" \(([a-z]{2})\)$")
_PLACEHOLDERS = ((" ⏎ ", "\n"), (" ¶ ", "\n\n"), ("⍽", "\u00a0"), ("·", "\u00ad"))
_AROUND = "An opening sentence stands here.\n\n{}\n\nA closing sentence stands here."


class Case(msgspec.Struct, frozen=True):
    """A row of the page's tables."""

    name: str
    record: str
    source: str
    text: str
    degree: str

    @property
    def language(self) -> str:
        """Return the language that the first column names, or English."""
        match = _LANGUAGE.search(self.name)
        return match[1] if match else "en"

    @property
    def document(self) -> str:
        """Return the source as a document of three paragraphs."""
        text = self.source
        for placeholder, meant in _PLACEHOLDERS:
            text = text.replace(placeholder, meant)
        return _AROUND.format(text)


def _cases() -> list[Case]:
    found = []
    for line in _PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and len(cells) in (4, 5) and cells[-1].strip("`") in DEGREES:
            name, *record, source, text, degree = cells
            found.append(Case(name, record[0] if record else "", source, text, degree.strip("`")))
    return found


CASES = _cases()


def _record(case: Case, *, has_text: bool) -> Record:
    if case.record == "older":
        return first_kind(case.document)
    found = held(case.document, language=case.language, has_text=has_text and case.record != "fingerprint")
    extent = "excerpt" if case.record == "excerpt" else "whole"
    return msgspec.structs.replace(found, meta=msgspec.structs.replace(found.meta, extent=extent))


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotation_has_the_documented_degree(case: Case, has_text: bool) -> None:
    if case.record == "none":
        assert case.degree == "not-checked"
        return
    verdict = judge(_record(case, has_text=has_text), case.text)
    reading = with_editors_marks(case.text, case.language) or as_it_stands(case.text, case.language)
    is_short = min(len(part.keys) for part in reading.parts) < SIZE
    if not has_text and is_short and verdict.degree == "too-short":
        return
    assert verdict.degree == case.degree, verdict.reason
    assert bool(verdict.reason) or verdict.degree != "undecided"


def test_page_has_all_86_cases() -> None:
    assert len(CASES) == 86
    assert len({(case.name, case.source) for case in CASES}) == 86
