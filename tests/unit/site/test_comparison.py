"""Comparison of plan versions: the outcome of each point, and the pages."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import config
from briefgen.analysis.versions import Step
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.model import reflect, vocabulary
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Change, Point, PointVersion
from briefgen.render.templates import RenderedPage
from briefgen.site.comparison import ALL_PAIRS, compare, outcome, pairs, stages
from briefgen.site.shared import Site
from tests.support.small import CLEAN, checked, project

INTO, FROM = {"into": ["other"]}, {"from": ["other"]}


def _steps(*entries: tuple[str, dict[str, object]] | str | None) -> list[Step]:
    found = []
    for number, entry in enumerate(entries):
        change, fields = (entry, {}) if isinstance(entry, str) or entry is None else entry
        data = {"in": f"v-{number}", "change": change, **fields}
        entry_there = msgspec.convert(data, PointVersion) if change else None
        found.append(Step(f"v-{number}", entry_there, before=number - 1))
    return found


@pytest.mark.parametrize(
    ("entries", "became"),
    [
        (("introduced", "amended"), "amended"),
        (("introduced", "unchanged"), "unchanged"),
        (("introduced", "deferred"), "deferred"),
        (("introduced", "dropped"), "dropped"),
        (("introduced", "not-reported"), "not-reported"),
        (("introduced", None), "not-reported"),
        (("not-reported", "amended"), "amended"),
        (("introduced", ("merged", INTO)), "merged"),
        (("introduced", ("merged", FROM)), "merged"),
        (("introduced", ("split", INTO)), "split"),
        ((None, ("split", FROM)), "split"),
        ((None, "introduced"), "introduced"),
        (("dropped", "introduced"), "introduced"),
        (("dropped", None), "absent"),
        (("dropped", "dropped"), "absent"),
        ((("merged", INTO), "dropped"), "absent"),
        ((None, None, "introduced"), "introduced"),
        # not neighbours: all reported entries in between count
        (("introduced", "amended", "unchanged"), "amended"),
        (("introduced", "unchanged", "unchanged"), "unchanged"),
        (("introduced", "not-reported", "amended"), "amended"),
        (("introduced", "not-reported", "not-reported"), "not-reported"),
        (("introduced", "dropped", None), "dropped"),
        (("introduced", ("merged", INTO), "dropped"), "dropped"),
        (("introduced", "amended", ("merged", INTO), None), "merged"),
        (("introduced", "amended", "deferred"), "deferred"),
        (("not-reported", "amended", "unchanged"), "not-reported"),
        ((None, "introduced", "amended"), "introduced"),
        ((None, ("split", FROM), "amended"), "split"),
        (("dropped", "amended", "unchanged"), "introduced"),
        (("deferred", "amended", "unchanged"), "amended"),
    ],
)
def test_the_outcome_of_a_point_between_two_versions(
    entries: tuple[tuple[str, dict[str, object]] | str | None, ...], became: str
) -> None:
    steps = _steps(*entries)
    assert outcome(steps, 0, len(steps) - 1) == became


def test_a_later_point_is_absent_from_both_earlier_versions() -> None:
    assert outcome(_steps(None, None, "introduced"), 0, 1) == "absent"


@given(st.lists(st.sampled_from([*vocabulary.CHANGES, None]), min_size=2, max_size=6))
def test_every_outcome_has_a_label_and_a_meaning(entries: list[str | None]) -> None:
    steps = _steps(*entries)
    for older, newer in combinations(range(len(steps)), 2):
        found = outcome(steps, older, newer)
        assert found in vocabulary.OUTCOMES
        assert vocabulary.MEANINGS[found]


def test_every_change_has_a_label_and_a_meaning() -> None:
    type = reflect.type_of(Change)
    assert isinstance(type, reflect.ChoiceType)
    assert set(vocabulary.CHANGES) == set(type.words)
    assert set(vocabulary.MEANINGS) == {*vocabulary.OUTCOMES, "renumbered"}


def test_up_to_a_dozen_versions_all_pairs_are_compared() -> None:
    assert pairs(0) == pairs(1) == ()
    assert pairs(3) == ((0, 1), (0, 2), (1, 2))
    assert len(pairs(ALL_PAIRS)) == ALL_PAIRS * (ALL_PAIRS - 1) // 2


def test_of_more_versions_neighbours_and_newest_are_compared() -> None:
    found = pairs(ALL_PAIRS + 8)
    newest = ALL_PAIRS + 7
    assert {(n, n + 1) for n in range(newest)} <= set(found)
    assert {(n, newest) for n in range(newest)} <= set(found)
    assert len(found) == 2 * newest - 1
    assert list(found) == sorted(found)


def _files(versions: int, **points: str) -> dict[str, str | None]:
    listed = "".join(f"  - {{id: v-{n}, label: Draft {n}}}\n" for n in range(versions))
    texts = {
        f"content/points/{id.replace('_', '-')}.yaml": (
            f"title: {id}\nsummary: A point.\nplan: plan\n{entries}cite: [wire]\n"
        )
        for id, entries in points.items()
    }
    return {
        **CLEAN,
        "mkdocs.yml": "site_name: x\nplugins: [briefgen]\n",
        "content/events/2025-11-20-draft.yaml": None,
        "content/points/point-01.yaml": None,
        "content/plans/plan.yaml": f"title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n{listed}",
        **texts,
    }


FILES = _files(
    3,
    border=(
        "number: 1\nversions:\n"
        "  - {in: v-0, change: introduced, text: 'Both sides withdraw 30 km behind the line.', wording: verbatim}\n"
        "  - {in: v-1, change: unchanged}\n"
        "  - {in: v-2, change: amended, number: 3, text: 'Both sides withdraw 60 km behind the line.', wording: verbatim}\n"
    ),
    army=(
        "number: 2\nversions:\n"
        "  - {in: v-0, change: introduced, text: 'A limit of 600,000 <b>troops</b> applies [@wire].'}\n"
        "  - {in: v-1, change: amended, text: 'A limit of 800,000 troops applies.', wording: verbatim}\n"
        "  - {in: v-2, change: dropped, text: It is struck out.}\n"
    ),
    dam=(
        "number: 3\nversions:\n"
        "  - {in: v-0, change: introduced, text: The dam is run jointly.}\n"
        "  - {in: v-1, change: unchanged, text: Joint running of the dam is kept.}\n"
        "  - {in: v-2, change: not-reported}\n"
    ),
)


def _built(folder: Path) -> tuple[Site, Plan, dict[str, RenderedPage]]:
    settings, _ = config.read(folder)
    build = build_project(settings, Cache())
    assert build.rendered is not None, build.diagnostics
    site = Site(build.corpus, settings)
    plan = site.corpus.find("plan", Plan)
    assert plan is not None
    return site, plan, {page.uri: page for page in build.rendered.pages}


@pytest.fixture
def small(tmp_path: Path) -> tuple[Site, Plan, dict[str, RenderedPage]]:
    return _built(project(tmp_path, FILES))


def test_an_unchanged_version_keeps_the_earlier_wording(
    small: tuple[Site, Plan, dict[str, RenderedPage]],
) -> None:
    site, plan, _ = small
    found = compare(site, plan)[1, 2]
    row = next(row for row in found.rows if row.point.id == "border")
    assert row.outcome == "amended"
    assert row.old.wording_version.id == "v-0"
    assert row.new.difference is not None
    assert [run.new for run in row.new.difference.runs if not run.is_kept] == [" 60"]


def test_a_point_with_a_new_number_has_moved(small: tuple[Site, Plan, dict[str, RenderedPage]]) -> None:
    site, plan, _ = small
    found = compare(site, plan)
    assert [(row.point.id, row.new.renumbered_from, row.new.number) for row in found[0, 2].renumbered] == [
        ("border", 1, 3)
    ]
    assert found[0, 1].renumbered == ()
    point = site.corpus.find("border", Point)
    assert point is not None
    assert [stage.renumbered_from for stage in stages(site, plan, point)] == [None, None, 1]


def test_remarks_and_unchanged_paraphrases_are_not_compared(
    small: tuple[Site, Plan, dict[str, RenderedPage]],
) -> None:
    site, plan, _ = small
    found = compare(site, plan)
    assert {row.point.id: row.outcome for row in found[0, 1].rows} == {
        "border": "unchanged",
        "army": "amended",
        "dam": "unchanged",
    }
    by_point = {row.point.id: row.new for row in found[0, 1].rows}
    assert by_point["dam"].difference is None
    assert by_point["army"].is_mixed
    dropped = next(row for row in found[1, 2].rows if row.point.id == "army")
    assert dropped.outcome == "dropped"
    assert dropped.new.difference is None
    assert dropped.new.number is None


def test_rows_are_sorted_by_number_in_the_newer_version(small: tuple[Site, Plan, dict[str, RenderedPage]]) -> None:
    site, plan, _ = small
    assert [row.point.id for row in compare(site, plan)[0, 1].rows] == ["border", "army", "dam"]
    assert [row.point.id for row in compare(site, plan)[0, 2].rows] == ["army", "border", "dam"]


def test_every_pair_has_a_page_linked_from_the_table(small: tuple[Site, Plan, dict[str, RenderedPage]]) -> None:
    pages = small[2]
    for older, newer in combinations(range(3), 2):
        assert f"plans/plan/compare/v-{older}/v-{newer}/index.md" in pages
        assert (
            f'href="../../../plans/plan/compare/v-{older}/v-{newer}/"' in pages["plans/plan/compare/index.md"].markdown
        )
    assert sum("/compare/" in uri for uri in pages) == 4


def test_a_pairs_page_shows_the_outcome_of_each_point(small: tuple[Site, Plan, dict[str, RenderedPage]]) -> None:
    pages = small[2]
    first = pages["plans/plan/compare/v-0/v-1/index.md"].markdown
    assert '<del class="bg-del">600,000 &lt;b&gt;troops&lt;/b&gt;</del>' in first
    assert '<ins class="bg-ins">800,000 troops</ins>' in first
    assert first.count("One side is our paraphrase") == 1
    assert "any difference in wording is ours" in first
    assert re.search(r'href="#only-unchanged">.*?<strong>2</strong> unchanged', first)
    last = pages["plans/plan/compare/v-0/v-2/index.md"].markdown
    assert "No source reports what this version says here." in last
    assert re.search(r'href="#only-renumbered">.*?<strong>1</strong> renumbered', last)
    assert 'id="source-1"' in last


def test_a_points_page_shows_changes_since_the_version_before(
    small: tuple[Site, Plan, dict[str, RenderedPage]],
) -> None:
    page = small[2]["points/border/index.md"].markdown
    wording = page[page.index('id="wording"') :] if 'id="wording"' in page else page[page.index("{ #wording }") :]
    assert 'withdraw <del class="bg-del">30</del> km behind the line.' in wording
    assert 'withdraw <ins class="bg-ins">60</ins> km behind the line.' in wording
    assert page.count('<ins class="bg-ins">') == 1
    assert 'href="../../plans/plan/compare/v-1/v-2/#on-border"' in page
    assert "number 1" in page


@pytest.mark.parametrize("versions", [0, 1])
def test_a_plan_with_fewer_than_two_versions_says_so(tmp_path: Path, versions: int) -> None:
    entries = "number: 1\n" + ("versions:\n  - {in: v-0, change: introduced, text: A.}\n" if versions else "")
    files = _files(versions, only=entries)
    if not versions:
        files["content/plans/plan.yaml"] = "title: Plan\nsummary: A plan.\ncite: [wire]\n"
    pages = _built(project(tmp_path, files))[2]
    assert sum("/compare/" in uri for uri in pages) == 1
    told = "Only one version so far" if versions else "lists no versions yet"
    assert told in pages["plans/plan/compare/index.md"].markdown


def test_with_many_versions_the_page_lists_its_pairs(tmp_path: Path) -> None:
    entries = "number: 1\nversions:\n  - {in: v-0, change: introduced, text: A.}\n"
    pages = _built(project(tmp_path, _files(14, only=entries)))[2]
    assert sum("/compare/v-" in uri for uri in pages) == len(pairs(14)) == 25
    assert "Of more than 12 versions" in pages["plans/plan/compare/index.md"].markdown


def test_points_stand_on_the_same_page_of_each_comparison(tmp_path: Path) -> None:
    entry = "versions:\n  - {in: v-0, change: introduced, text: A.}\n  - {in: v-1, change: amended, text: B c.}\n"
    points = {f"p-{n:03}": f"number: {n}\n{entry}" for n in range(1, 121)}
    _, _, pages = _built(project(tmp_path, _files(2, **points)))
    folder = "plans/plan/compare"
    for part in (folder, f"{folder}/v-0/v-1"):
        for page, number in (("", 1), ("page/2/", 51), ("page/3/", 101)):
            assert (
                f'<section class="bg-{"row" if "v-0" in part else "compare__point"}'
                in pages[f"{part}/{page}index.md"].markdown
            )
            assert f'id="on-p-{number:03}"' in pages[f"{part}/{page}index.md"].markdown
        # the anchors of all points have a place on the first page, which leads to the point
        first = pages[f"{part}/index.md"].markdown
        assert sum(f'id="on-p-{n:03}"' in first for n in range(1, 121)) == 120
        up = "../" * (part.count("/") + 1)
        assert (
            f'<a class="bg-place" aria-label="120 p-120" id="on-p-120" href="{up}{part}/page/3/#on-p-120">120</a>'
            in first
        )
    point = pages["points/p-120/index.md"].markdown
    assert 'href="../../plans/plan/compare/v-0/v-1/page/3/#on-p-120"' in point


@pytest.mark.parametrize("id", ["page", "index"])
def test_version_ids_that_are_folders_of_pages_are_refused(tmp_path: Path, id: str) -> None:
    files = _files(2, only="number: 1\n")
    plan = files["content/plans/plan.yaml"]
    assert plan
    files["content/plans/plan.yaml"] = plan.replace("id: v-1", f"id: {id}")
    assert any(f"`{id}` is a reserved name" in found.message for found in checked(tmp_path, files).diagnostics)
