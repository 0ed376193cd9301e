"""Laws of derived changes: mirrored, caused, and the same as on pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.changes.derived import fact_modules, sides
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.types import BriefingChange
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.site.by_day import ByDay
from briefgen.site.latest_day import LatestDay
from briefgen.site.matrix import matrix
from briefgen.site.quality import findings
from briefgen.site.shared import Site
from briefgen.site.state_of_play import main_plan, state_of_play
from tests.conftest import FULL, ROOT
from tests.unit.changes.derived_world import written
from tests.unit.changes.edited_project import edited
from tests.unit.changes.test_derived import CASES

INVERSE = {"added": "removed", "removed": "added"}
NAMES = {"dispute.closed": "dispute.reopened", "dispute.reopened": "dispute.closed"}
ONE_WAY = ("address.gone", "address.anchor")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the golden project, and a copy with a change of many kinds."""
    return FULL, edited(tmp_path_factory.mktemp("edited"))


def _corpus(project: Path) -> Corpus:
    return briefgen.load(project).without_drafts()


def test_the_other_way_round_mirrors_what_follows(states: tuple[Path, Path]) -> None:
    base, head = states
    forth, back = briefgen.diff(FULL, base, head), briefgen.diff(FULL, head, base)
    found = sorted(_key(change) for change in forth.for_readers if change.type not in ONE_WAY)
    mirrored = sorted(_mirrored(change) for change in back.for_readers if change.type not in ONE_WAY)
    assert len(found) > 10
    assert mirrored == found


def _key(change: BriefingChange) -> tuple[str, ...]:
    return change.type, change.verb, change.subject.kind, change.subject.part, change.old_reads, change.new_reads


def _mirrored(change: BriefingChange) -> tuple[str, ...]:
    verb = change.verb if change.type in NAMES else INVERSE.get(change.verb, change.verb)
    type = NAMES.get(change.type, change.type)
    return type, verb, change.subject.kind, change.subject.part, change.new_reads, change.old_reads


def test_each_derived_change_names_typed_ones(states: tuple[Path, Path]) -> None:
    found = briefgen.diff(FULL, *states)
    typed = {change.id for change in found.changes if change.section == "brief"}
    for change in found.for_readers:
        assert change.because, change.says
        assert set(change.because) <= typed


def test_many_facts_that_are_alike_are_one_with_members(tmp_path: Path) -> None:
    base = written(tmp_path / "base", {})
    head = written(tmp_path / "head", {"content/sources/gazette-a.yaml": ("reliability: B", "reliability: A")})
    (found,) = (c for c in briefgen.diff(base, base, head).for_readers if c.type == "support.best-grade")
    assert found.says.endswith("claims: B → A (up)")
    assert len(found.members) > 3
    assert found.because


def test_beyond_the_most_undos_the_inputs_are_named(states: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.changes.because.MOST_UNDOS", 0)
    found = briefgen.diff(FULL, *states)
    assert all(change.because for change in found.for_readers)
    briefs = {change.id: change.subject.id for change in found.changes if change.section == "brief"}
    status = next(change for change in found.for_readers if change.type == "status.word")
    assert status.subject.id in {briefs[id] for id in status.because}


def test_a_substantive_fact_makes_its_causes_substantive(states: tuple[Path, Path]) -> None:
    found = briefgen.diff(FULL, *states)
    classes = {change.id: change.class_ for change in found.changes}
    causes = {id for change in found.for_readers if change.class_ == "substantive" for id in change.because}
    assert {classes[id] for id in causes} == {"substantive"}


def _differing(both: BothSides) -> Mapping[FactKey, Any]:
    found: dict[FactKey, Any] = {}
    for module in fact_modules():
        old, new = dict(module.facts(both.base, both.scope)), dict(module.facts(both.head, both.scope))
        said = (
            (key, change)
            for key in {**old, **new}
            if old.get(key) != new.get(key)
            for change in module.changes(key, old.get(key), new.get(key), both)
        )
        for key, change in said:
            found[(*key, change.type)] = change.says
    return found


def _in_full(both: BothSides) -> BothSides:
    return BothSides(DerivedSide(both.base.corpus), DerivedSide(both.head.corpus), FactScope())


def _edits() -> Iterator[Mapping[str, object]]:
    for _, _, edits in CASES[::4]:
        yield edits


def test_the_facts_that_can_differ_are_all_that_differ(tmp_path: Path) -> None:
    base = _corpus(written(tmp_path / "base", {}))
    for number, edits in enumerate(_edits()):
        head = _corpus(written(tmp_path / str(number), edits))
        both = sides(base, head, [])
        assert _differing(both) == _differing(_in_full(both))


def test_a_rename_moves_no_fact(tmp_path: Path) -> None:
    base = written(tmp_path / "base", {})
    text = (base / "content/actors/envoy.yaml").read_text("utf-8")
    head = written(tmp_path / "head", {"content/actors/envoy.yaml": None})
    (head / "content/actors/ada-reed.yaml").write_text(f"{text}formerly: [envoy]\n", "utf-8")
    for file in (head / "content/events").iterdir():
        file.write_text(file.read_text("utf-8").replace("envoy,", "ada-reed,"), "utf-8")
    assert {change.type for change in briefgen.diff(base, base, head).for_readers} == {"address.redirect"}


def test_the_latest_day_has_the_facts_of_the_history() -> None:
    site = Site(_corpus(FULL), Config(project=FULL))
    plan = main_plan(site)
    points = site.corpus.points[plan.id] if plan else ()
    assert state_of_play(site, LatestDay(site, points), plan) == state_of_play(site, ByDay(site, points), plan)


def _same_as_on_pages(project: Path) -> None:
    side = DerivedSide(_corpus(project))
    facts = {key: value for module in fact_modules() for key, value in module.facts(side, FactScope())}
    measures = {measure.name: measure for measure in findings(side.site)}
    lists = {
        "single-report": "single-origin-statements", "weak-statements": "weak-statements", "uncited": "uncited",
        "contested": "contested-briefs", "no-position": "points-without-position", "undated-sources": "undated-sources",
    }  # fmt: skip
    for name, measure in lists.items():
        assert facts["", name][0] == set(measures[measure].refs), name
    for id, points in side.corpus.points.items():
        plan = next(plan for key, plan in side.subjects.items() if key == id)
        for row in matrix(side.site, plan, points).rows:  # type: ignore[arg-type]  # the subject with a plan's id
            assert side.agreement(row.brief.id) == row.agreement
            for cell in row.cells:
                assert side.party(cell.party, row.brief.id) == cell.now


def test_the_facts_are_those_of_the_pages() -> None:
    _same_as_on_pages(FULL)


@pytest.mark.full
def test_the_facts_of_the_flagship_are_those_of_its_pages() -> None:
    _same_as_on_pages(ROOT)


@pytest.mark.full
def test_any_brief_can_be_gone() -> None:
    whole = _corpus(FULL)
    for id in whole.briefs:
        left = {key: brief for key, brief in whole.briefs.items() if key != id}
        head = DerivedSide(whole).part(left).corpus
        both = sides(whole, head, [])
        assert _differing(both) == _differing(_in_full(both))
