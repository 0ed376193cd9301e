"""Home page: each plan's overview, with every point counted once."""

from __future__ import annotations

from pathlib import Path

from briefgen.config import Config
from briefgen.model.kinds.plan import Plan
from briefgen.render.templates import render
from briefgen.site.pages import home
from briefgen.site.shared import Site
from tests.support.small import CLEAN, linked

EVENT = "content/events/2025-11-20-draft.yaml"


def site_of(folder: Path, files: dict[str, str | None]) -> Site:
    corpus, problems = linked(folder, {**CLEAN, **files})
    assert problems == ()
    return Site(corpus, Config(project=folder))


def plan_of(number: int) -> dict[str, str | None]:
    """Return a plan with this number of points.

    Two parties have a position on each point, a third party on every other point.
    """
    points: dict[str, str | None] = {
        f"content/points/point-{n:02}.yaml": f"title: Point {n}\nsummary: A point.\nplan: plan\nnumber: {n}\ncite: [wire]\n"
        for n in range(1, number + 1)
    }
    said = [
        f"  - {{id: s-{party}-{n}, speaker: {party}, about: [point-{n:02}], stance: rejects, paraphrase: No., cite: [wire]}}\n"
        for n in range(1, number + 1)
        for party in ("ministry", "north", *(("south",) if n % 2 == 0 else ()))
    ]
    event = f"title: Draft\ndate: 2025-11-20\nsummary: Shown.\nstatements:\n{''.join(said)}cite: [wire]\n"
    actors: dict[str, str | None] = {
        f"content/actors/{id}.yaml": f"name: {id}\nsummary: A state.\ncite: [wire]\n" for id in ("north", "south")
    }
    parties = "title: Small\nas_of: 2025-11-30\nparties: [ministry, north, south]\nthemes:\n  territory: Territory\n"
    return {**points, **actors, EVENT: event, "content/briefing.yaml": parties}


def test_every_point_is_counted_even_without_an_entry(tmp_path: Path) -> None:
    site = site_of(tmp_path, plan_of(3))
    board = home.board(site, site.corpus.of(Plan)[0])
    assert len(board.points) == 3
    assert board.statuses == (("not-in-line", 3),)
    assert board.stances == ("rejects",)


def test_the_small_matrix_has_the_points_with_most_parties(tmp_path: Path) -> None:
    site = site_of(tmp_path, plan_of(40))
    columns = [point.number for point in home.board(site, site.corpus.of(Plan)[0]).columns]
    assert len(columns) == home.MOST_COLUMNS
    assert columns == sorted(columns)
    assert all(number % 2 == 0 for number in columns)


def test_an_almost_empty_briefing_has_a_home_page(tmp_path: Path) -> None:
    only = {path: None for path in CLEAN if not path.endswith(("briefing.yaml", "wire.yaml"))}
    corpus, _ = linked(tmp_path, {**CLEAN, **only, "content/briefing.yaml": "title: Nothing yet\n"})
    rendered, problems = render(corpus, Config(project=tmp_path))
    assert problems == ()
    page = next(page for page in rendered.pages if page.uri == "index.md").markdown
    assert "Nothing yet" in page
    assert "no coming event is recorded" in page
    assert "bg-strip" not in page


def test_only_a_long_headline_is_shortened_on_phones(tmp_path: Path) -> None:
    for words, expected in ((5, 0), (200, 1)):
        briefing = f"title: Small\nheadline: {'word ' * words}\nparties: [ministry]\nthemes:\n  territory: Territory\n"
        site = site_of(tmp_path / str(words), {"content/briefing.yaml": briefing})
        page = next(iter(home.plan(site)))
        assert page.view["is_long"] is bool(expected)


def test_a_position_of_members_alone_stands_in_brackets(tmp_path: Path) -> None:
    files = plan_of(2)
    files["content/briefing.yaml"] = (
        "title: Small\nas_of: 2025-11-30\nparties: [bloc, south]\nthemes:\n  territory: Territory\n"
    )
    files["content/actors/bloc.yaml"] = "name: Bloc\nsummary: S.\nkind: group\nmembers: [north, south]\ncite: [wire]\n"
    files["content/sources/wire.yaml"] = "title: A report\nreliability: B\npublished: 2025-11-20\n"
    corpus, problems = linked(tmp_path, {**CLEAN, **files})
    assert problems == ()
    rendered, _ = render(corpus, Config(project=tmp_path))
    page = next(page for page in rendered.pages if page.uri == "index.md").markdown
    bloc = page.partition('data-cell="bloc--point-02"')[2].partition("</td>")[0]
    own = page.partition('data-cell="south--point-02"')[2].partition("</td>")[0]
    assert '<span aria-hidden="true">(−)</span>' in bloc
    assert "members agree: rejects" in bloc
    assert '<span aria-hidden="true">−</span>' in own
