"""Network layout: reproducible, without overlaps, inside the drawing; its page."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from briefgen.analysis.negotiators import Part
from briefgen.analysis.relations import KINDS, Relation, RelationEvidence, relations
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model import vocabulary
from briefgen.model.edtf import parse
from briefgen.model.kinds.actor import Actor
from briefgen.render.templates import render
from briefgen.site import graphviz, network_layout
from briefgen.site.label_widths import FONT, lines_of, width_of
from briefgen.site.network_layout import MOST_ACTORS, NetworkDrawing, draw, drawing
from briefgen.site.pages._base import Page
from briefgen.site.pages.network import MOST_SHOWN, SHOWN, TABLE_ROWS, RelationRow, plan
from briefgen.site.shared import Site
from tests.conftest import ROOT
from tests.support.small import linked

WORDS = (
    "Alexander",
    "Ministry",
    "of",
    "Foreign",
    "Affairs",
    "Li",
    "乌克兰代表团",
    "Міністерство",
    "وزارة",
    "Westerhuizen",
    "–",
)


def _actor(id: str, name: str) -> Actor:
    return Actor(id=id, name=name, summary="One.", kind="person")


def _many(count: int, ties: int) -> tuple[list[Actor], list[Relation], dict[str, Part]]:
    rng = random.Random(7)
    actors = [_actor(f"a{n}", " ".join(rng.choices(WORDS, k=rng.randint(1, 5)))) for n in range(count)]
    day = RelationEvidence("talks", "on-record", (2025, 11, 27), (2025, 11, 27), parse("2025-11-27"))
    pairs = {
        (rng.choice(KINDS), one, other)
        for _ in range(ties)
        # A few actors have many relations, as in real data.
        for one, other in [sorted((int(count * rng.random() ** 2), rng.randrange(count)))]
        if one != other
    }
    found = [Relation(kind, f"a{one}", f"a{other}", (day,)) for kind, one, other in sorted(pairs)]
    return actors, found, dict.fromkeys((actor.id for actor in actors), "other")


@pytest.fixture(scope="module")
def crowd() -> NetworkDrawing:
    """Return a drawing with the largest number of drawn actors."""
    return draw(*_many(network_layout.MOST_ACTORS, network_layout.MOST_LINES))


def test_signs_and_labels_do_not_overlap(crowd: NetworkDrawing) -> None:
    assert crowd.is_drawn
    assert len(crowd.nodes) == 150
    overrides = [
        (one.name, other.name)
        for one, other in combinations(crowd.nodes, 2)
        for a, b in [(one.box, other.box)]
        # Rounding to integers costs half a unit on each side.
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]
    assert overrides == []


def test_sign_and_label_are_inside_their_box(crowd: NetworkDrawing) -> None:
    for node in crowd.nodes:
        assert node.width >= 2 * node.radius
        assert node.width >= max(width_of(line) for line in node.label)
        assert node.height >= 2 * node.radius + network_layout.LEADING * len(node.label)


def test_everything_is_inside_the_drawing(crowd: NetworkDrawing) -> None:
    for left, top, right, bottom in (node.box for node in crowd.nodes):
        assert left >= 0
        assert top >= 0
        assert right <= crowd.width
        assert bottom <= crowd.height
    for line in crowd.lines:
        assert all(0 <= x <= crowd.width for x in line.ends[::2])
        assert all(0 <= y <= crowd.height for y in line.ends[1::2])


def test_lines_of_one_pair_are_side_by_side() -> None:
    day = RelationEvidence("talks", "on-record", (2025, 11, 27), (2025, 11, 27))
    found = [
        Relation(kind, *pair, (day,)) for kind, pair in zip(KINDS, [("a", "b"), ("b", "a"), ("a", "b")], strict=False)
    ]
    made = draw([_actor("a", "A"), _actor("b", "B")], found, {"a": "other", "b": "outlet"})
    ends = {tuple(sorted((line.ends[:2], line.ends[2:]))) for line in made.lines}
    assert len(ends) == 3


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_gives_the_same_drawing(seed: str) -> None:
    code = (
        "from tests.unit.site.test_network_layout import _many, draw; import hashlib, msgspec;"
        "print(hashlib.sha256(msgspec.json.encode(draw(*_many(60, 200)).nodes)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    made = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True).stdout
        for environment in (environment, {**environment, "PYTHONHASHSEED": "42"})
    ]
    assert made[0] == made[1]
    assert len(made[0]) == 65


def test_the_order_of_the_files_does_not_matter() -> None:
    actors, found, parts = _many(40, 100)
    assert draw(actors, found, parts).nodes == draw(actors, list(reversed(found)), parts).nodes


def test_without_graphviz_actors_have_no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    graphviz.arrange.cache_clear()
    monkeypatch.setattr(graphviz, "PROGRAM", "no-such-program")
    graphviz._program.cache_clear()
    made = draw(*_many(5, 10))
    graphviz._program.cache_clear()
    graphviz.arrange.cache_clear()
    assert not made.is_drawn
    assert len(made.nodes) == 5
    assert made.lines


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "graph 1 2",
        "graph 1 2 3\nnode 0 nan 1 1 1",
        "graph 1 2 3\nnode x 1 1",
        "graph 1 nan 3\nnode 0 1 1 1 1",
        "graph 1 2 3\nnode 1 1 1 1 1\nstop",
        "\n\n",
    ],
)
def test_unexpected_graphviz_output_gives_no_drawing(plain: str) -> None:
    assert graphviz._read(plain, 1) is None


def test_an_empty_network_has_an_empty_layout() -> None:
    assert graphviz.arrange((), ()) == ((), (0, 0))
    assert not draw([], [], {}).is_drawn


WIDTH = 8 * FONT


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Russia", ("Russia",)),
        ("Volodymyr Zelensky", ("Volodymyr", "Zelensky")),
        ("  Two   spaces ", ("Two spaces",)),
        ("", ("",)),
        ("Institute for the Study of War and Peace", ("Institute for", "the Study of", "War and Peace")),
        ("Władysław Kosiniak-Kamysz", ("Władysław", "Kosiniak-", "Kamysz")),
    ],
)
def test_a_long_name_takes_several_lines(name: str, label: tuple[str, ...]) -> None:
    assert lines_of(name, WIDTH) == label


@pytest.mark.parametrize(
    "name", ["x" * 300, "乌克兰" * 100, "word " * 60, "M" * 300, "e\u0301" * 200, "وزارة " * 50, "a-b" * 90, "-" * 80]
)
def test_a_name_is_never_cut_and_fits_its_lines(name: str) -> None:
    label = lines_of(name, WIDTH)
    assert "".join(label).replace(" ", "") == name.replace(" ", "")
    assert all(width_of(line) <= WIDTH for line in label)


def _site(tmp_path: Path, files: dict[str, str]) -> Site:
    return Site(linked(tmp_path, files)[0], Config(project=tmp_path))


def _meeting(n: int) -> tuple[str, str]:
    text = f"title: Meeting {n}\ndate: 2025-11-{n:02}\nsummary: They met.\nkind: meeting\nparticipants: [a, b]\ncite: [wire]\n"
    return f"content/events/meeting-{n:02}.yaml", text


def _planned(site: Site) -> dict[str, Page]:
    return {page.uri: page for page in plan(site) if isinstance(page, Page)}


OVERVIEW = "network/overview/index.md"
TWO = {f"content/actors/{id}.yaml": f"name: {id.upper()}\nsummary: One.\ncite: [wire]\n" for id in "ab"}


def test_a_row_shows_the_newest_occasions_and_folds_the_rest(tmp_path: Path) -> None:
    files = {**TWO, **dict(_meeting(n) for n in range(1, 13))}
    page = _planned(_site(tmp_path, files))["network/table/index.md"]
    ((kind, (row,)),) = page.view["groups"]
    assert isinstance(row, RelationRow)
    assert kind == "met"
    assert row.when == "1 November 2025 to 12 November 2025"
    assert [one.text for one in row.shown] == ["Meeting 12", "Meeting 11", "Meeting 10"]
    assert len(row.shown) == SHOWN
    assert len(row.shown) + len(row.folded) == MOST_SHOWN
    assert row.more == 2


def test_script_data_are_in_the_order_of_the_lines(tmp_path: Path) -> None:
    page = _planned(_site(tmp_path, {**TWO, **dict(_meeting(n) for n in (3, 1, 2))}))[OVERVIEW]
    assert msgspec.json.decode(page.view["data"]) == {
        "actors": ["a", "b"],
        "groups": ["other", "other"],
        "kinds": {kind: words[0] for kind, words in vocabulary.RELATIONS.items()},
        "rows": [["met", 0, 1, "2025-11-01/2025-11-01,2025-11-02/2025-11-02,2025-11-03/2025-11-03", "weak"]],
    }


def test_an_open_role_has_open_ends(tmp_path: Path) -> None:
    actor = "name: A\nsummary: One.\ncite: [wire]\npart_of: [b]\nroles: [{title: Head, of: b, from: 2025-03}]\n"
    page = _planned(_site(tmp_path, {**TWO, "content/actors/a.yaml": actor}))[OVERVIEW]
    assert msgspec.json.decode(page.view["data"])["rows"] == [["part-of", 0, 1, "/,2025-03-01/", "weak"]]


def test_a_large_network_draws_the_best_connected_actors(tmp_path: Path) -> None:
    ids = [f"p{n:03}" for n in range(MOST_ACTORS + 40)]
    files = {
        f"content/actors/{id}.yaml": f"name: Person {id}\nsummary: One.\ncite: [wire]\npart_of: [{ids[n // 2]}]\n"
        for n, id in enumerate(ids[1:], 1)
    }
    files["content/actors/p000.yaml"] = "name: Person p000\nsummary: One.\ncite: [wire]\n"
    site = _site(tmp_path, files)
    pages = _planned(site)
    drawn = pages[OVERVIEW].view["drawing"]
    assert isinstance(drawn, NetworkDrawing)
    assert len(drawn.nodes) == MOST_ACTORS
    tables = [page for uri, page in pages.items() if uri.startswith("network/table/")]
    assert [page.uri for page in tables[:2]] == ["network/table/index.md", "network/table/page/2/index.md"]
    assert all(sum(len(rows) for _, rows in page.view["groups"]) <= TABLE_ROWS for page in tables)
    tabled = [row.relation for page in tables for _, rows in page.view["groups"] for row in rows]
    assert sorted(tabled, key=str) == sorted(relations(site.corpus), key=str)


def _page(tmp_path: Path, files: dict[str, str], uri: str = OVERVIEW) -> str:
    rendered, problems = render(linked(tmp_path, files)[0], Config(project=tmp_path))
    assert problems == ()
    return next(page.markdown for page in rendered.pages if page.uri == uri)


def test_without_relations_the_page_says_so(tmp_path: Path) -> None:
    rendered, problems = render(linked(tmp_path, {})[0], Config(project=tmp_path))
    assert problems == ()
    texts = [page.markdown for page in rendered.pages if page.uri.startswith("network/")]
    assert len(texts) == 3
    for text in texts:
        assert "No relation between two actors is recorded." in text
        assert "<svg" not in text
        assert "bg-net-rows" not in text


def test_names_are_escaped_in_drawing_and_table(tmp_path: Path) -> None:
    bad = "name: '<script>\"&{{ 7*7 }}'\nsummary: One.\ncite: [wire]\npart_of: [b]\n"
    for uri in ("network/index.md", OVERVIEW, "network/table/index.md"):
        text = _page(tmp_path, {**TWO, "content/actors/a.yaml": bad}, uri)
        assert "<script>" not in text
        assert "&lt;script&gt;&#34;&amp;{{ 7*7 }}" in text


def test_every_line_is_drawn_and_every_actor_is_a_link(tmp_path: Path) -> None:
    text = _page(tmp_path, {**TWO, **dict(_meeting(n) for n in range(1, 4))})
    assert len(re.findall('<path class="bg-net__line bg-net__line--met bg-net__line--2[ "]', text)) == 2
    assert re.findall('<a class="bg-net__node [^"]*" href="([^"]*)"', text) == ["../../actors/a/", "../../actors/b/"]


def test_without_graphviz_the_pages_have_only_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "arrange", lambda *_: None)
    text = _page(tmp_path, {**TWO, **dict([_meeting(1)])})
    assert "not available in this build" in text
    assert "bg-net__svg" not in text
    assert _page(tmp_path, {**TWO, **dict([_meeting(1)])}, "network/table/index.md").count("<tr><td>") == 1


def test_the_flagship_is_drawn_completely() -> None:
    corpus, _ = link(load(ROOT, ROOT / "content", Cache()))
    site = Site(corpus.without_drafts(), Config(project=ROOT))
    made = drawing(site)
    assert made.is_drawn
    assert len(made.lines) == len(relations(site.corpus))
