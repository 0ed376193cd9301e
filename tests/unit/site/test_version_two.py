"""Fields of format version 2: addresses, labels, search, as-of and weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.as_of import as_of
from briefgen.analysis.party_positions import PartyPositions
from briefgen.analysis.positions import holders, subject_of
from briefgen.analysis.relations import relations
from briefgen.analysis.review_hash import fingerprint
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.editing.rename import Renaming, carry_out, plan
from briefgen.model.edtf import parse
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.render import plain_facts
from briefgen.render.templates import render
from briefgen.search import records
from briefgen.site.position_words import position_text
from briefgen.site.shared import Site
from briefgen.site.weight import highlighted, weighed
from tests.support.small import linked, loaded

FILES: dict[str, str | None] = {
    "content/briefing.yaml": (
        "title: Small\nas_of: 2025-11-30\nparties: [north, south]\nthemes: {territory: Territory}\n"
        "highlights: {points: [point-02], events: [2025-11-25-vote], disputes: [settled], actors: [south]}\n"
    ),
    **{
        f"content/actors/{id}.yaml": f"name: {id.title()}\nsummary: One.\ncite: [wire]\n"
        for id in ("north", "south", "gazette")
    },
    "content/plans/plan.yaml": (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
        "  - {id: first-draft, label: First, date: 2025-11-20, documents: [{id: annex, title: Annex, summary: A map.}]}\n"
        "  - {id: answer, label: Answer, date: 2025-11-22, branch_of: first-draft, proposed_by: [south]}\n"
    ),
    "content/points/point-01.yaml": (
        "title: Army\nsummary: A point.\nplan: plan\nnumber: 1\nparts: [{id: b, title: Navy, text: Ships stay.}]\ncite: [wire]\n"
        "versions:\n"
        "  - in: first-draft\n    change: introduced\n    original: {text: Армія, lang: uk}\n"
        "    figures: [{label: Army cap, value: 600000, unit: personnel, from: 2030, to: 2035-06, by: north}]\n"
        "  - {in: answer, change: moved, to: plan@first-draft#annex}\n"
    ),
    "content/points/point-02.yaml": "title: Tolls\nsummary: A point.\nplan: plan\nnumber: 2\ncite: [wire]\n",
    "content/events/2025-11-25-vote.yaml": (
        "title: Vote\ndate: 2025-11-25\nkind: vote\nsummary: They voted.\npart_of: 2025-11-27-talks\ncite: [wire]\n"
        "figures: [{label: In favour, value: 50.5, unit: '%'}]\n"
    ),
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27\nsummary: They met, on [[plan@first-draft#annex]] and [[point-01#b|ships]].\ncite: [wire]\n"
        "statements:\n"
        "  - {id: joint, speakers: [north, south], about: [plan@answer], stance: open, quote: We talk, cite: [wire]}\n"
        "  - {id: part, speaker: north, about: [point-01#b], stance: accepts-with-conditions, condition: If paid twice.,"
        " paraphrase: Yes., cite: [wire]}\n"
        "  - {id: told, reported_by: gazette, on_behalf_of: south, about: [point-01], stance: rejects, paraphrase: No., cite: [wire]}\n"
        "  - {id: vague, reported_by: gazette, about: [point-01], stance: rejects, paraphrase: No., cite: [wire]}\n"
    ),
    **{
        f"content/disputes/{id}.yaml": (
            f"title: Which {id}?\nsummary: A question.\n{state}accounts:\n"
            "  - {claim: This., held_by: [north]}\n  - {claim: That., held_by: [south]}\ncite: [wire]\n"
        )
        for id, state in (("settled", "state: resolved\nresolution: This.\n"), ("open", ""))
    },
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    found, problems = linked(tmp_path, FILES)
    assert problems == ()
    return found


@pytest.fixture
def site(corpus: Corpus, tmp_path: Path) -> Site:
    return Site(corpus, Config(project=tmp_path))


@pytest.mark.parametrize(
    ("ref", "url", "label"),
    [
        ("plan@answer", "plans/plan/#version-answer", "Plan: Answer"),
        ("plan@first-draft#annex", "plans/plan/#version-first-draft-document-annex", "Plan: First: Annex"),
        ("point-01#b", "points/point-01/#part-b", "Army, b: Navy"),
        ("2025-11-27-talks#joint", "events/2025-11-27-talks/#joint", "North and South: Talks"),
        ("2025-11-27-talks#told", "events/2025-11-27-talks/#told", "Reported by Gazette: Talks"),
    ],
)
def test_each_part_has_an_address_and_a_label(site: Site, ref: str, url: str, label: str) -> None:
    assert (site.url_of(ref), site.label(ref)) == (url, label)


def test_each_address_is_an_anchor_on_its_page(site: Site, corpus: Corpus, tmp_path: Path) -> None:
    pages = {page.uri: page.markdown for page in render(corpus, Config(project=tmp_path))[0].pages}
    for ref in (*corpus.versions, *corpus.documents, *corpus.parts, *corpus.statements):
        page, _, anchor = (site.url_of(ref) or "").partition("#")
        assert f'id="{anchor}"' in pages[f"{page}index.md"], ref
    talks = pages["events/2025-11-27-talks/index.md"]
    assert 'href="../../plans/plan/#version-first-draft-document-annex">Plan: First: Annex</a>' in talks
    assert 'href="../../points/point-01/#part-b">ships</a>' in talks
    assert "no named speaker, on behalf of " in talks
    assert ">Counter-text to<" in pages["plans/plan/index.md"]
    assert "counter-text to" in pages["plans/plan/compare/index.md"]


def test_a_joint_statement_is_a_position_of_each_speaker(corpus: Corpus) -> None:
    made = corpus.statements["2025-11-27-talks#joint"]
    assert holders(corpus, made) == ("north", "south")
    held = PartyPositions(corpus)
    assert [held.own(actor, "plan").shown[0].ref for actor in ("north", "south")] == [made.ref] * 2


def test_a_part_is_a_subject_of_its_own(corpus: Corpus) -> None:
    assert subject_of(corpus, "plan@answer") == "plan"
    assert set(PartyPositions(corpus).subjects("north")) >= {"plan", "point-01#b"}


def test_a_report_counts_for_no_one_but_on_behalf_of_whom(corpus: Corpus) -> None:
    held = PartyPositions(corpus)
    assert [said.ref for said in held.said("south", "point-01")] == ["2025-11-27-talks#told"]
    assert held.subjects("gazette") == ()
    assert all("gazette" not in (one.one, one.other) for one in relations(corpus))


def test_a_condition_in_a_list_has_no_full_stop(site: Site, corpus: Corpus) -> None:
    said = corpus.statements["2025-11-27-talks#part"].statement
    assert list(plain_facts.of_statement(site, said)) == ["condition: If paid twice"]
    (line,) = position_text(site, site.position("north", "point-01#b").now).lines
    assert "condition: If paid twice" in line.limits


def test_search_finds_the_words_of_the_new_fields(site: Site) -> None:
    found = {record.key: record for record in (*records.briefs(site), *records.statements(site))}
    wanted = {
        "points.point-01": (
            "Army cap: 600,000 personnel (from 2030 to June 2035, North)",
            "Армія",
            "Navy",
            "Ships stay.",
        ),
        "plans.plan": ("Annex", "A map."),
        "events.2025-11-25-vote": ("In favour: 50.5%",),
        "2025-11-27-talks.part": ("If paid twice.",),
    }
    missing = [(key, words) for key, texts in wanted.items() for words in texts if words not in found[key].text]
    assert missing == []
    assert found["2025-11-27-talks.joint"].actors == ("north", "south")
    assert found["2025-11-27-talks.told"].actors == ("gazette", "south")
    assert "south" in found["plans.plan"].actors


def test_an_earlier_day_keeps_the_period_of_a_figure(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-21"))
    point = then.find("point-01", Point)
    assert point is not None
    (entry,) = point.versions
    assert [str(figure.to) for figure in entry.figures] == ["2035-06"]
    assert then.briefing.highlights is not None
    assert then.briefing.highlights.events == ()


def test_each_new_field_changes_the_content_hash(tmp_path: Path) -> None:
    changes = {
        "figures: [{label: In favour, value: 50.5": "figures: [{label: In favour, value: 50.6",
        "part_of: 2025-11-27-talks\n": "",
        "unit: '%'": "unit: votes",
    }
    path = "content/events/2025-11-25-vote.yaml"
    hashes = set()
    for number, (old, new) in enumerate({"": "", **changes}.items()):
        text = str(FILES[path])
        assert old in text
        event = linked(tmp_path / str(number), {**FILES, path: text.replace(old, new) if old else text})[0].briefs[
            "2025-11-25-vote"
        ]
        hashes.add(fingerprint(event))
    assert len(hashes) == len(changes) + 1


def test_highlights_come_first_in_their_order(site: Site, corpus: Corpus, tmp_path: Path) -> None:
    home = next(p for p in render(corpus, Config(project=tmp_path))[0].pages if p.uri == "index.md").markdown
    events = home.index('id="key-events"')
    assert home.index('id="latest"') < events < home.index("events/2025-11-25-vote/")
    assert home.index("events/2025-11-25-vote/", events) > 0
    assert home.count("events/2025-11-25-vote/") == 1
    assert home.index("disputes/settled/") < home.index("disputes/open/")
    assert ">1 open question<" in home
    names = [
        actor.id for actor in highlighted(site, ("south",), weighed(site, corpus.of(type(corpus.briefs["north"]))))
    ]
    assert names[:3] == ["south", "north", "gazette"]


def test_weight_counts_statements_and_not_the_alphabet(site: Site, corpus: Corpus) -> None:
    assert [event.id for event in weighed(site, corpus.of(Event))][-1] != "2025-11-27-talks"
    assert [point.id for point in weighed(site, reversed(corpus.of(Point)))] == ["point-01", "point-02"]


def test_rename_follows_references_to_documents_and_parts(tmp_path: Path) -> None:
    linked(tmp_path, FILES)
    for old, new in (("plan", "accord"), ("point-01", "army")):
        found = plan(loaded(tmp_path), tmp_path, old, new)
        assert isinstance(found, Renaming)
        carry_out(found, tmp_path)
    text = (tmp_path / "content/points/army.yaml").read_text("utf-8")
    assert "to: accord@first-draft#annex" in text
    talks = (tmp_path / "content/events/2025-11-27-talks.yaml").read_text("utf-8")
    assert all(
        ref in talks
        for ref in ("about: [accord@answer]", "about: [army#b]", "[[accord@first-draft#annex]]", "[[army#b|ships]]")
    )
