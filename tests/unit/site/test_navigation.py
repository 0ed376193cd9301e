"""Navigation: groups of pages, and the list above a page that no group lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.site.navigation import as_setting, list_above, navigation, with_features
from briefgen.site.shared import Site
from tests.support.small import CLEAN, linked

PLAN = "title: Plan {}\nsummary: A plan.\ncite: [wire]\n"
POINT = "title: Point {0}\nsummary: A point.\nplan: plan-{0}\nnumber: 1\ncite: [wire]\n"


def site_of(folder: Path, plans: int) -> tuple[Site, set[str]]:
    """Return a site with this number of plans of one point, and its pages."""
    files = {f"content/plans/plan-{n}.yaml": PLAN.format(n) for n in range(plans)}
    files |= {f"content/points/point-{n}.yaml": POINT.format(n) for n in range(plans)}
    uris = {"index.md", "events/index.md", "plans/index.md", "points/index.md", "actors/index.md", "disputes/index.md"}
    uris |= {f"plans/plan-{n}/{page}/index.md" for n in range(plans) for page in ("compare", "positions")}
    clean: dict[str, str | None] = {
        path: None if path.startswith("content/p") else text for path, text in CLEAN.items()
    }
    return Site(linked(folder, {**clean, **files})[0], Config(project=folder)), uris


def labels(site: Site, uris: set[str]) -> dict[str, list[str]]:
    return {group.label: [entry.label for entry in group.entries] for group in navigation(site, uris)}


def test_briefing_without_plan_has_no_plan_group(tmp_path: Path) -> None:
    site, uris = site_of(tmp_path, 0)
    assert labels(site, uris) == {
        "Now": ["State of play", "Timeline"],
        "People": ["Who’s who"],
        "Disputed": ["Disputed"],
    }


def test_pages_of_one_plan_are_named_without_the_plan(tmp_path: Path) -> None:
    site, uris = site_of(tmp_path, 1)
    assert labels(site, uris)["The plan"] == ["Points", "Versions compared", "Where the parties stand", "Plans"]


def test_pages_of_several_plans_are_named_with_the_plan(tmp_path: Path) -> None:
    site, uris = site_of(tmp_path, 2)
    found = labels(site, uris)["The plan"]
    assert "Versions compared: Plan 0" in found
    assert "Where the parties stand: Plan 1" in found
    assert len(found) == len(set(found)) == 6


def test_titles_of_plans_are_escaped_in_the_setting(tmp_path: Path) -> None:
    """Material prints the labels of the navigation without escaping them."""
    titled = ("<img src=x onerror=alert(1)>", 'A & "B"')
    files = {
        f"content/plans/plan-{n}.yaml": f"title: '{title}'\nsummary: A plan.\ncite: [wire]\n"
        for n, title in enumerate(titled)
    }
    files |= {f"content/points/point-{n}.yaml": POINT.format(n) for n in range(2)}
    site = Site(linked(tmp_path, {**CLEAN, **files})[0], Config(project=tmp_path))
    (group,) = as_setting(navigation(site, {f"plans/plan-{n}/compare/index.md" for n in range(2)}))
    assert [label for entry in group["The plan"] for label in entry] == [
        "Versions compared: &lt;img src=x onerror=alert(1)&gt;",
        "Versions compared: A &amp; &quot;B&quot;",
    ]


def test_many_plans_are_reached_from_their_list(tmp_path: Path) -> None:
    site, uris = site_of(tmp_path, 7)
    assert labels(site, uris)["The plan"] == ["Points", "Plans"]


def test_setting_has_one_item_for_each_group(tmp_path: Path) -> None:
    site, _ = site_of(tmp_path, 0)
    assert as_setting(navigation(site, {"index.md"})) == [{"Now": [{"State of play": "index.md"}]}]


def test_features_of_the_project_are_kept_once() -> None:
    assert with_features(["toc.follow"]) == ["toc.follow", "navigation.tabs"]
    assert with_features(["navigation.tabs"]) == ["navigation.tabs"]
    assert with_features(None) == ["navigation.tabs"]


@pytest.mark.parametrize(
    ("uri", "above"),
    [
        ("events/talks/index.md", "events/index.md"),
        ("plans/plan/compare/a/b/index.md", "plans/plan/compare/index.md"),
        ("plans/plan/index.md", "plans/index.md"),
        ("editing/codes/index.md", None),
        ("index.md", None),
    ],
)
def test_closest_list_above_a_page(uri: str, above: str | None) -> None:
    listed = ("index.md", "events/index.md", "plans/index.md", "plans/plan/compare/index.md")
    assert list_above(uri, listed) == above
