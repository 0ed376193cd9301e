"""`briefgen stats`: counts of the content, which agree with the quality page."""

from __future__ import annotations

import json
from pathlib import Path

from briefgen.config import Config
from briefgen.site.quality import findings, stale
from briefgen.site.shared import Site
from briefgen.site.statistics import Amount, Reported, Share, Statistics, statistics
from tests.conftest import FULL, run
from tests.support.small import linked

FILES = {
    "content/briefing.yaml": (
        "title: Small\nas_of: 2025-11-30\nparties: [ministry]\nreview_after: 10\nthemes:\n  territory: T\n  other: O\n"
    ),
    "content/actors/ministry.yaml": (
        "name: Ministry\nsummary: A ministry.\nthemes: [territory]\nreviewed: 2025-11-25\ncite: [wire]\n"
    ),
    "content/actors/draft.yaml": "name: D\nsummary: S.\nstatus: draft\n",
    "content/sources/wire.yaml": "title: A report\nreliability: B\n",
    "content/sources/relay.yaml": "title: A relay\nreliability: D\nrelays: [wire]\n",
    "content/sources/other.yaml": "title: Another\n",
    "content/points/point-01.yaml": (
        "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\nreviewed: 2025-11-01\ncite: [wire]\n"
        "versions: [{in: first-draft, change: introduced}]\n"
    ),
    "content/points/point-02.yaml": (
        "title: Second\nsummary: A point.\nplan: plan\nnumber: 2\nversions: [{in: first-draft, change: not-reported}]\n"
    ),
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire, relay]\nstatements:\n"
        "  - {id: a, speaker: ministry, about: [point-01], stance: open, quote: Q., cite: [relay, wire]}\n"
        "  - {id: b, speaker: ministry, paraphrase: P., cite: [relay, other]}\n"
        "  - {id: c, speaker: ministry, paraphrase: P., cite: [other]}\n"
    ),
}


def _statistics(folder: Path, *, drafts: bool = False) -> tuple[Site, Statistics]:
    corpus, _ = linked(folder, FILES)
    site = Site(corpus if drafts else corpus.without_drafts(), Config(project=folder))
    return site, statistics(site, corpus)


def test_drafts_are_counted_separately(tmp_path: Path) -> None:
    _, found = _statistics(tmp_path)
    assert found.briefs["actor"] == Amount(1, 1)
    assert found.briefs["source"] == Amount(3, 0)
    assert _statistics(tmp_path, drafts=True)[1].briefs["actor"] == Amount(2, 0)


def test_coverage_counts_stances_versions_citations_and_themes(tmp_path: Path) -> None:
    _, found = _statistics(tmp_path)
    assert found.coverage.points_with_stance == {"ministry": Share(1, 2)}
    assert found.coverage.versions == (Reported("plan", "first-draft", Share(1, 2)),)
    assert found.coverage.events_with_statements == Share(1, 1)
    assert found.coverage.cited == Share(4, 5)
    assert found.coverage.themes == {"territory": 1, "other": 0}
    assert (found.statements.total, found.statements.quoted, found.statements.with_stance) == (3, 1, 1)


def test_evidence_counts_best_grades_and_single_origins(tmp_path: Path) -> None:
    _, found = _statistics(tmp_path)
    assert found.evidence.sources_by_grade == {"B": 1, "D": 1, "none": 1}
    assert found.evidence.statements_by_best_grade == {"B": 1, "D": 1, "none": 1}
    # two outlets, but one origin: `relay` passes on `wire`
    assert found.evidence.statements_of_single_origin == Share(2, 3)
    assert found.evidence.events_of_single_origin == Share(1, 1)


def test_review_counts_overdue_briefs(tmp_path: Path) -> None:
    site, found = _statistics(tmp_path)
    assert found.review.reviewed == Share(2, 5)
    assert found.review.stale == Share(4, 5)
    assert "ministry" not in {brief.id for brief in stale(site)}


def test_huge_review_period_makes_no_reviewed_brief_stale(tmp_path: Path) -> None:
    briefing = "title: S\nas_of: 2025-11-30\nreview_after: 99999999999\n"
    corpus, _ = linked(tmp_path, {**FILES, "content/briefing.yaml": briefing})
    site = Site(corpus.without_drafts(), Config(project=tmp_path))
    assert statistics(site, corpus).review.stale == Share(3, 5)


def test_numbers_agree_with_the_quality_page(tmp_path: Path) -> None:
    site, found = _statistics(tmp_path)
    assert found.careful == {f.name: Share(len(f.refs), f.total) for f in findings(site)}
    assert len({f.name for f in findings(site)}) == len(list(findings(site)))


def test_json_has_a_version_and_text_has_every_section() -> None:
    shown = run("briefgen", "stats", "--json", cwd=FULL)
    assert shown.returncode == 0, shown.stderr
    found = json.loads(shown.stdout)
    assert list(found) == ["version", "as_of", "briefs", "statements", "coverage", "evidence", "review", "careful"]
    assert found["version"] == 1
    assert shown.stdout == run("briefgen", "stats", "--json", cwd=FULL).stdout
    text = run("briefgen", "stats", cwd=FULL).stdout
    for title in ("Briefs as of", "Statements", "Coverage", "Points with a stance of", "Sources by grade", "Review"):
        assert f"\n{title}" in f"\n{text}"


def test_empty_project_has_numbers(minimal: Path) -> None:
    (minimal / "content/actors/ministry.yaml").unlink()
    (minimal / "content/sources/wire.yaml").unlink()
    shown = run("briefgen", "stats", cwd=minimal)
    assert shown.returncode == 0, shown.stderr
    assert "events with statements     0\n" in shown.stdout
