"""Position matrix: distance between parties, their moves, the page and its CSV."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from typing import get_args

import pytest

from briefgen import config
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.mkdocs import html_blocks
from briefgen.model import vocabulary
from briefgen.model.kinds.event import Stance
from briefgen.model.kinds.plan import Plan
from briefgen.render.templates import Rendered, render
from briefgen.site.matrix import Matrix, address, matrix, rows_on_page
from briefgen.site.matrix_words import FEW, opening
from briefgen.site.pages.positions import COLUMNS
from briefgen.site.shared import Site
from briefgen.text import csv as text_csv
from tests.conftest import ROOT
from tests.support.small import linked

STANCES: tuple[Stance, ...] = get_args(get_args(Stance)[0])
PAGE = "plans/plan/positions/index.md"
CSV = "plans/plan/positions/positions.csv"


def _says(id: str, speaker: str, stance: str, about: str = "point-01", **more: str) -> str:
    fields = {"id": id, "speaker": speaker, "about": f"[{about}]", "stance": stance, "cite": "[wire]"}
    fields |= {"paraphrase": "They spoke."} | more
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def _event(date: str, *statements: str) -> str:
    lines = "".join(f"  - {statement}\n" for statement in statements)
    return f"title: Talks of {date}\ndate: {date}\nsummary: S.\ncite: [wire]\nstatements:\n{lines}"


FILES: dict[str, str | None] = {
    "content/briefing.yaml": (
        "title: Small\nas_of: 2025-11-30\nparties: [north, south, silent]\nthemes:\n  territory: Territory\n"
    ),
    "content/sources/wire.yaml": "title: A report\nreliability: B\npublished: 2025-11-01\n",
    "content/actors/north.yaml": "name: North\nsummary: A state.\ncite: [wire]\n",
    "content/actors/south.yaml": "name: South\nsummary: A state.\ncite: [wire]\n",
    "content/actors/silent.yaml": "name: Silent\nsummary: A state.\ncite: [wire]\n",
    "content/actors/mara.yaml": (
        "name: Mara\nsummary: A person.\ncite: [wire]\nroles:\n  - {title: Minister, of: north, from: 2025}\n"
    ),
    "content/points/point-02.yaml": (
        "title: Second\nsummary: A point.\nplan: plan\nnumber: 2\nthemes: [territory]\ncite: [wire]\n"
    ),
    "content/events/a.yaml": _event(
        "2025-11-10",
        _says("north", "mara", "accepts", quote="'=1+1 is how we see it, said she'"),
        _says("south", "south", "rejects"),
    ),
    "content/events/b.yaml": _event("2025-11-12", _says("again", "north", "accepts")),
    "content/events/c.yaml": _event("2025-11-20", _says("turn", "north", "rejects", about="point-01, plan")),
}


def _built(folder: Path, files: dict[str, str | None]) -> tuple[Site, Rendered]:
    corpus, problems = linked(folder, files)
    assert problems == ()
    settings = Config(project=folder, site_url="https://example.org/")
    rendered, wrong = render(corpus, settings)
    assert wrong == ()
    return Site(corpus, settings), rendered


def _matrix(site: Site, id: str = "plan") -> Matrix:
    plan = site.corpus.find(id, Plan)
    assert plan is not None
    return matrix(site, plan, site.corpus.points[id])


def _page(rendered: Rendered) -> str:
    return next(page.markdown for page in rendered.pages if page.uri == PAGE)


def _table(rendered: Rendered) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rendered.assets[CSV].decode("utf-8-sig"), newline="")))


def test_a_party_shifts_where_one_speaker_changes_its_stance(tmp_path: Path) -> None:
    site, _ = _built(tmp_path, FILES)
    found = _matrix(site)
    north, south, silent = found.rows[1].cells
    assert [held.made.ref for held in north.held] == ["c#turn", "b#again", "a#north"]
    assert north.now.stance == "rejects"
    assert [(s.stance_before, s.after.ref) for s in north.shifts] == [("accepts", "c#turn")]
    assert (south.now.stance, south.shifts) == ("rejects", ())
    assert (silent.held, silent.shifts, silent.is_known, silent.now.stance) == ((), (), False, None)
    assert [(m.party, m.row.name, m.shift.stance_before, m.shift.after.stance) for m in found.shifts] == [
        ("north", "1. First point", "accepts", "rejects")
    ]


def test_two_speakers_of_one_body_that_differ_are_no_shift(tmp_path: Path) -> None:
    files = {**FILES, "content/events/b.yaml": None}
    found = _matrix(_built(tmp_path, files)[0])
    assert found.shifts == ()
    assert [(d.party, d.difference.one.speakers, d.difference.other.speakers) for d in found.differences] == [
        ("north", ("mara",), ("north",))
    ]


def test_rows_are_the_plan_then_points_and_silent_are_named(tmp_path: Path) -> None:
    found = _matrix(_built(tmp_path, FILES)[0])
    assert [row.name for row in found.rows] == ["The plan as a whole", "1. First point", "2. Second"]
    assert [row.agreement.level for row in found.rows] == ["too-few", "all-against", "too-few"]
    assert [row.is_known for row in found.rows] == [True, True, False]
    assert found.silent == ("silent",)
    assert found.themes == ("territory",)


def test_the_latest_shift_comes_first(tmp_path: Path) -> None:
    files = {**FILES, "content/events/d.yaml": _event("2025-11-22", _says("back", "south", "open", about="point-01"))}
    shifts = _matrix(_built(tmp_path, files)[0]).shifts
    assert [move.party for move in shifts] == ["south", "north"]


def _flagship() -> Site:
    settings, _ = config.read(ROOT)
    corpus, _ = link(load(ROOT, settings.content, Cache()))
    return Site(corpus, settings)


def test_the_csv_has_a_row_per_position_and_empty_cell(tmp_path: Path) -> None:
    site, rendered = _built(tmp_path, FILES)
    lines = _table(rendered)
    assert tuple(lines[0]) == COLUMNS
    cells = [(row.brief.id, cell) for row in _matrix(site).rows for cell in row.cells]
    assert len(lines) == sum(max(1, len(cell.held)) for _, cell in cells)
    newest = {(line["subject"], line["party"]): line["stance"] for line in lines if line["is_newest"] == "yes"}
    assert newest == {(subject, cell.party): cell.now.stance or "no-position-on-record" for subject, cell in cells}
    one = next(line for line in lines if line["statement"].endswith("#north"))
    assert text_csv.as_written(one.pop("quote")) == "=1+1 is how we see it, said she"
    assert one == {
        "plan": "plan",
        "kind": "point",
        "point_number": "1",
        "subject": "point-01",
        "subject_title": "First point",
        "party": "north",
        "party_name": "North",
        "stance": "accepts",
        "is_newest": "no",
        "known_from": "2025-11-10",
        "date": "2025-11-10",
        "event": "a",
        "event_title": "Talks of 2025-11-10",
        "speaker": "mara",
        "speaker_name": "Mara",
        "role": "Minister, North",
        "on_behalf_of": "",
        "paraphrase": "They spoke.",
        "sources": "wire",
        "grades": "B",
        "credibility": "none",
        "statement": "https://example.org/events/a/#north",
        "position_of": "north",
        "basis": "on-record",
        "stands_as": "",
    }


def test_every_cell_links_to_its_page_of_evidence(tmp_path: Path) -> None:
    _, rendered = _built(tmp_path, FILES)
    pages = {page.uri: page.markdown for page in rendered.pages}
    page = _page(rendered)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'class="bg-cell" href="\.\./\.\./\.\./(plans/plan/positions/[\w-]+/)#([^"]+)"', page))
    assert {"north--point-01", "south--point-01", "north--plan"} <= {anchor for _, anchor in links}
    for folder, anchor in links:
        assert f'id="{anchor}"' in pages[f"{folder}index.md"]
        # the address of the cell itself, as links from elsewhere have it
        assert anchor in ids
    evidence = pages["plans/plan/positions/point-01/index.md"]
    block = evidence[evidence.index('id="north--point-01"') :].split("</ul></div>\n")[0]
    shown = re.sub('<span class="bg-sr">.*?</span>', "", block)
    text = " ".join(html.unescape(re.sub("<[^>]+>", " ", shown)).split())
    assert "Shift accepts (North, 12 November 2025) → rejects (North, 20 November 2025)" in " ".join(text.split())
    for part in ("Mara", "Minister, North", "=1+1 is how we see it", "They spoke.", "A report", "B source usually"):
        assert part in text


@pytest.mark.full
def test_a_large_matrix_has_pages_of_bounded_size(tmp_path: Path) -> None:
    parties = [f"party-{n:02}" for n in range(12)]
    files: dict[str, str | None] = {
        **FILES,
        "content/briefing.yaml": f"title: Large\nparties: [{', '.join(parties)}]\nthemes:\n  territory: Territory\n",
        **{f"content/actors/{one}.yaml": f"name: {one}\nsummary: A state.\ncite: [wire]\n" for one in parties},
        **{
            f"content/points/many-{n:03}.yaml": f"title: Point {n}\nsummary: S.\nplan: plan\nnumber: {n}\ncite: [wire]\n"
            for n in range(3, 201)
        },
        "content/events/d.yaml": _event(
            "2025-11-21",
            *(_says(f"{one}-{n}", one, "rejects", about=f"many-{n:03}") for one in parties for n in range(3, 60)),
        ),
    }
    site, rendered = _built(tmp_path, files)
    pages = {page.uri: page.markdown for page in rendered.pages if page.uri.startswith("plans/plan/positions")}
    tables = {uri: text for uri, text in pages.items() if 'id="matrix"' in text}
    assert len(tables) == -(-201 // rows_on_page(12))
    rows = [row for uri in tables for row in re.findall(r'<tr id="row-([\w-]+)"', tables[uri])]
    assert len(rows) == len(set(rows)) == 201
    for uri, text in pages.items():
        assert len(text.encode()) < 250_000, uri
        assert len(re.findall(r"<[a-z]", text)) < 3_700, uri
    there = address(site, "plan", "many-150")
    assert 'id="party-00--many-150"' in tables[f"{there}index.md"]
    assert f"{there.removeprefix('plans/plan/positions/')}#row-many-150" in tables[PAGE]


AGAIN = "content/events/b.yaml"
TURN = "content/events/c.yaml"
LEAST_KNOWN = "Least known: Silent, without a well-supported position on 2 of 2 points."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            "On 1 of 2 points, all parties with a well-supported position are on the same side. " + LEAST_KNOWN,
        ),
        (
            {TURN: None},
            "On 1 of 2 points, one party rejects on record what another proposes or accepts. "
            "Rejecting: South. Proposing or accepting each time: North. " + LEAST_KNOWN,
        ),
        (
            {TURN: _event("2025-11-20", _says("turn", "north", "open"))},
            "No party rejects on record what another proposes or accepts; positions differ on 1 of 2 points. "
            + LEAST_KNOWN,
        ),
        (
            {"content/events/a.yaml": None, AGAIN: None, TURN: None},
            "On no point do two parties have a clear and well-supported position.",
        ),
        ({"content/points/point-02.yaml": None}, "On 1 of 1 point, all parties with a well-supported position"),
    ],
    ids=["alike", "opposed", "differing", "none", "one-point"],
)
def test_the_opening_follows_from_the_cells(tmp_path: Path, changed: dict[str, str | None], said: str) -> None:
    site, _ = _built(tmp_path, {**FILES, **changed})
    assert opening(site, _matrix(site)).startswith(said)


def test_the_opening_counts_parties_that_are_many(tmp_path: Path) -> None:
    files = {**FILES, TURN: None}
    for n in range(FEW):
        files[f"content/actors/more-{n}.yaml"] = f"name: More {n}\nsummary: A state.\ncite: [wire]\n"
    names = ["north", "south", "silent", *(f"more-{n}" for n in range(FEW))]
    files["content/briefing.yaml"] = f"title: Small\nas_of: 2025-11-30\nparties: [{', '.join(names)}]\n"
    files["content/points/point-02.yaml"] = None
    files["content/events/d.yaml"] = _event("2025-11-14", *(_says(id, id, "rejects") for id in names[3:]))
    site, _ = _built(tmp_path, files)
    assert f"Rejecting: {FEW + 1} parties. Proposing or accepting each time: North." in opening(site, _matrix(site))


def test_the_page_needs_no_markdown(tmp_path: Path) -> None:
    page = _page(_built(tmp_path, FILES)[1])
    assert html_blocks.split(page.split("---\n", 2)[2]) is not None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"content/briefing.yaml": "title: Small\nthemes:\n  territory: Territory\n"}, "The briefing names no parties"),
        ({f"content/events/{name}.yaml": None for name in "abc"}, "Nothing is on record here from"),
        ({"content/points/point-02.yaml": None}, "1 of 1 point<"),
    ],
)
def test_sparse_content_has_suitable_sentences(tmp_path: Path, changed: dict[str, str | None], said: str) -> None:
    _, rendered = _built(tmp_path, {**FILES, **changed})
    assert said in _page(rendered)
    assert (CSV in rendered.assets) == ("parties" in (changed.get("content/briefing.yaml") or "parties"))


def test_a_plan_without_points_has_no_matrix(tmp_path: Path) -> None:
    gone: dict[str, str | None] = {path: None for path in FILES if "points" in path or "events" in path}
    _, rendered = _built(tmp_path, {**FILES, **gone, "content/points/point-01.yaml": None})
    assert PAGE not in {page.uri for page in rendered.pages}
    assert CSV not in rendered.assets


def test_names_in_any_script_and_long_titles_are_escaped(tmp_path: Path) -> None:
    long = "<b>الأولى</b> 第一点 " * 15
    files = {
        **FILES,
        "content/actors/north.yaml": "name: 'الشمال & <i>北</i>'\nsummary: A state.\ncite: [wire]\n",
        "content/points/point-02.yaml": f"title: '{long.strip()}'\nsummary: S.\nplan: plan\nnumber: 2\ncite: [wire]\n",
        "content/events/d.yaml": _event("2025-11-21", _says("x", "north", "open", about="point-02")),
    }
    _, rendered = _built(tmp_path, files)
    page = _page(rendered)
    assert "<b>" not in page
    assert "<i>" not in page
    assert any(line["party_name"] == "الشمال & <i>北</i>" for line in _table(rendered))


def test_the_page_explains_every_level_of_distance(tmp_path: Path) -> None:
    page = html.unescape(_page(_built(tmp_path, FILES)[1]))
    for _, word, meaning in vocabulary.AGREEMENT.values():
        assert word in page
        assert meaning in page
