"""Templates of points and disputes: phrases that no field of a brief has."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.config import Config
from briefgen.render.templates import render
from tests.support.small import CLEAN, linked


def _page(folder: Path, uri: str, files: dict[str, str | None]) -> str:
    corpus, _ = linked(folder, {**CLEAN, **files})
    rendered, problems = render(corpus, Config(project=folder))
    assert problems == ()
    (page,) = (page.markdown for page in rendered.pages if page.uri == uri)
    return re.sub(r"<[^>]*>", "", re.sub(r'<span class="bg-sr">.*?</span>', "", page))


def test_cell_names_the_shifts_of_a_speaker(tmp_path: Path) -> None:
    said = "  - {{id: s-{0}, date: 2025-11-0{0}, speaker: ministry, about: [point-01], stance: {1}, quote: We., cite: [wire]}}\n"
    stances = ("open", "rejects", "rejects", "accepts", "accepts")
    event = "title: Talks\ndate: 2025-11-09\nsummary: S.\ncite: [wire]\nstatements:\n"
    event += "".join(said.format(n, stance) for n, stance in enumerate(stances, 1))
    page = _page(tmp_path, "points/point-01/index.md", {"content/events/2025-11-09-talks.yaml": event})
    assert "open (Ministry, 1 November 2025) → rejects (Ministry, 2 November 2025)" in page
    assert "rejects (Ministry, 3 November 2025) → accepts (Ministry, 4 November 2025)" in page


def test_account_names_its_holders_and_the_reporting_sources(tmp_path: Path) -> None:
    accounts = "".join(f"  - {{claim: C., held_by: [{who}], cite: [wire]}}\n" for who in ("wire", "ministry, wire"))
    dispute = f"title: How many\nsummary: S.\nabout: [plan]\naccounts:\n{accounts}cite: [wire]\n"
    page = _page(tmp_path, "disputes/how-many/index.md", {"content/disputes/how-many.yaml": dispute})
    assert re.findall(r"(?:Account of|Reported in) .*?(?= ·)", page) == [
        "Reported in A report",
        "Account of Ministry; reported in A report",
    ]


def test_a_translation_without_its_original_says_so(tmp_path: Path) -> None:
    said = "  - {{id: said, speaker: ministry, quote: We agree., {}cite: [wire]}}\n"
    event = "title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nstatements:\n"
    shown = {}
    for name, original in (("without", ""), ("with", "original: {text: Мы согласны., lang: ru}, ")):
        files = {
            "content/events/2025-11-27-talks.yaml": event + said.format(original),
            "content/sources/wire.yaml": "title: A report\nlanguage: ru\n",
        }
        shown[name] = _page(tmp_path / name, "events/2025-11-27-talks/index.md", dict(files))
    assert "our translation; original not seen" in shown["without"]
    assert "our translation; original at hand" in shown["with"]
    assert all("machine-checked" in page for page in shown.values())
