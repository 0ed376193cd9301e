"""Actor pages, who's who and circles: teams, meetings, and lists that stay short."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from briefgen.analysis.meetings import met, parties_not_met
from briefgen.analysis.teams import Team, team_of, teams
from briefgen.config import Config
from briefgen.model.kinds.actor import Actor
from briefgen.render.templates import Rendered, render
from briefgen.site.circle import MOST_DRAWN, circle, drawing
from briefgen.site.long_lists import MOST_NAMES, MOST_ROWS
from briefgen.site.pages.actors import letter_of
from briefgen.site.shared import Site
from briefgen.site.sides import MENTIONED, by_side
from briefgen.text import messages
from tests.support.small import linked

BRIEFING = "title: T\nas_of: 2031-01-01\nparties: [north, union]\n"


def _actor(name: str, more: str = "") -> str:
    return f"name: {name}\nsummary: One.\n{more}cite: [wire]\n"


def _event(title: str, kind: str, participants: str, more: str = "") -> str:
    return f"title: {title}\nsummary: One.\ndate: 2030-05-14\nkind: {kind}\nparticipants: [{participants}]\n{more}cite: [wire]\n"


FILES = {
    "content/briefing.yaml": BRIEFING,
    "content/actors/north.yaml": _actor("North", "kind: state\n"),
    "content/actors/union.yaml": _actor("Union", "kind: group\nmembers: [three]\n"),
    "content/actors/three.yaml": _actor("Three", "kind: group\nmembers: [south, union]\n"),
    "content/actors/south.yaml": _actor("South", "kind: state\n"),
    "content/actors/ann.yaml": _actor("Ann", "kind: person\nroles: [{title: Envoy, of: north, to: 2030-01}]\n"),
    "content/actors/bob.yaml": _actor("Bob", "kind: person\nroles: [{title: Minister, of: south}]\n"),
    "content/actors/cid.yaml": _actor("Cid", "kind: person\n"),
    "content/events/one.yaml": _event("One", "talks", "ann, bob"),
    "content/events/two.yaml": _event("Two", "call", "ann, bob"),
    "content/events/three-together.yaml": _event("Both in a report", "publication", "ann, cid"),
}


def _site(tmp_path: Path, files: dict[str, str]) -> Site:
    return Site(linked(tmp_path, files)[0], Config(project=tmp_path))


def _rendered(tmp_path: Path, files: dict[str, str]) -> Rendered:
    rendered, problems = render(linked(tmp_path, files)[0], Config(project=tmp_path))
    assert problems == ()
    return rendered


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of a small briefing; one party is a group in a circle."""
    return _site(tmp_path_factory.mktemp("actors"), FILES)


def test_a_team_follows_offices_and_groups(site: Site) -> None:
    assert dict(teams(site.corpus)) == {
        "north": Team("north", "party"),
        "union": Team("union", "party"),
        "ann": Team("north", "organ"),
        "three": Team("union", "member"),
        "south": Team("union", "member"),
        "bob": Team("union", "member"),
    }
    assert team_of(site.corpus, "cid") is None


def test_talks_and_calls_are_meetings_and_reports_are_not(site: Site) -> None:
    (bob,) = met(site.corpus, "ann")
    assert (bob.actor, bob.in_person, bob.calls) == ("bob", 1, 1)
    assert met(site.corpus, "cid") == ()
    assert parties_not_met(site.corpus, "ann") == ()
    assert parties_not_met(site.corpus, "cid") == ("north", "union")


def test_mentioned_actors_come_last_and_parties_first(site: Site) -> None:
    known = {Path(path).stem for path in FILES}
    assert [(group, actor.id) for group, actor in by_side(site) if actor.id in known] == [
        ("North", "north"),
        ("North", "ann"),
        ("Union", "union"),
        ("Union", "bob"),
        ("Others", "cid"),
        (MENTIONED, "south"),
        (MENTIONED, "three"),
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Élise", "E"),
        ("«Zorro»", "Z"),
        ("яна", "Я"),
        ("3 states", "0–9"),
        ("وزارة", "Other scripts"),
        ("中国", "Other scripts"),
    ],
)
def test_names_stand_under_their_first_letter(name: str, letter: str) -> None:
    assert letter_of(Actor(id="a", name=name, summary="One.")) == letter


def test_a_circle_counts_calls_apart_from_meetings(site: Site) -> None:
    ann = site.corpus.find("ann", Actor)
    assert ann
    found = circle(site, ann)
    assert found
    assert found.lead == "Ann met 1 other, most often Bob (1 meeting, 1 call)."
    (row,) = drawing(found).rows
    assert (row.number, row.note, row.is_call) == ("1", "1 call, 2 reported", False)


def test_an_actor_without_relations_has_no_circle(site: Site) -> None:
    cid = site.corpus.find("cid", Actor)
    assert cid
    assert circle(site, cid) is None


def _crowd(others: int, events: int) -> dict[str, str]:
    """Return a briefing in which one actor with a long name meets many and is named by many."""
    name = "W" * 60 + " and a name of two hundred characters " * 4
    people = {f"content/actors/p{n:03}.yaml": _actor(f"وزارة {n}" if n % 2 else f"Person {n}") for n in range(others)}
    meetings = {
        f"content/events/e{n:03}.yaml": _event(f"Meeting {n}", "meeting", f"hub, p{n % others:03}")
        for n in range(events)
    }
    said = {
        f"content/events/s{n:03}.yaml": _event(f"Remarks {n}", "statement", "hub")
        + f"statements:\n  - {{id: s, speaker: hub, paraphrase: It said {n}., about: [hub], cite: [wire]}}\n"
        for n in range(events)
    }
    return {
        "content/briefing.yaml": BRIEFING,
        "content/actors/hub.yaml": _actor(name.strip()),
        **people,
        **meetings,
        **said,
    }


def test_a_page_that_many_name_stays_short_and_has_pages(tmp_path: Path) -> None:
    rendered = _rendered(tmp_path, _crowd(60, 80))
    pages = {page.uri: page.markdown for page in rendered.pages}
    text = pages["actors/hub/index.md"]
    assert len(text) < 100_000
    assert len(re.findall("<[a-z]", text)) < 2_000
    assert text.count('class="bg-said"') == 2 * MOST_ROWS
    assert text.count('class="bg-met__count"') == MOST_ROWS
    assert "All 80: Statements" in text
    assert "All 160: Events" in text
    met_pages = [uri for uri in pages if uri.startswith("actors/hub/met/")]
    assert met_pages == ["actors/hub/met/index.md", "actors/hub/met/page/2/index.md"]
    assert sum(pages[uri].count('class="bg-met__count"') for uri in met_pages) == 60
    assert (
        sum(text.count('class="bg-said"') for uri, text in pages.items() if uri.startswith("actors/hub/statements/"))
        == 80
    )
    assert (
        sum(text.count("<li><a") for uri, text in pages.items() if uri.startswith("actors/hub/linked/events/")) >= 160
    )
    assert "All 80" not in pages["actors/p000/index.md"]
    assert MOST_NAMES < 160
    assert "actors/p000/met/index.md" not in pages


def test_a_large_circle_is_cut_with_whole_names(tmp_path: Path) -> None:
    site = _site(tmp_path, _crowd(60, 60))
    hub = site.corpus.find("hub", Actor)
    assert hub
    found = circle(site, hub)
    assert found
    drawn = drawing(found)
    assert (len(drawn.rows), drawn.left_out) == (MOST_DRAWN, 60 - MOST_DRAWN)
    assert "".join(found.lines).replace(" ", "") == hub.name.replace(" ", "")
    assert all(one.y < other.y for one, other in zip(drawn.rows, drawn.rows[1:], strict=False))
    assert len(msgspec.json.encode(found, enc_hook=messages.plain)) < 60_000
