"""Linking: references, unique ids, former ids, backlinks and views."""

from __future__ import annotations

import difflib
from pathlib import Path

import msgspec
import pytest

from briefgen.analysis.as_of import as_of
from briefgen.corpus import resolve
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.diagnostics.types import Problem, Severity
from briefgen.model.edtf import parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.text import markup
from briefgen.text.markup import citations
from tests.conftest import FULL
from tests.support.small import CLEAN, brief, checked, linked, loaded, project

TALKS = "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\n"
MORE = "content/events/2025-11-28-more.yaml"
STATEMENTS = "statements:\n  - {id: opening, speaker: ministry, quote: We came, cite: [wire]}\n"


def _one(folder: Path, files: dict[str, str | None]) -> Problem:
    (problem,) = linked(folder, files)[1]
    return problem


def _said(folder: Path, fields: str, **more: str) -> list[tuple[str, str, str]]:
    """Return code, message and help of the problems of an event with these fields."""
    files: dict[str, str | None] = {MORE: f"title: More\ndate: 2025-11-28\nsummary: M.\ncite: [wire]\n{fields}", **more}
    return [(p.code.id, p.message, p.help) for p in linked(folder, files)[1]]


def test_small_project_has_no_problems(tmp_path: Path) -> None:
    assert checked(tmp_path, {}).diagnostics == ()


def test_unknown_reference_suggests_the_nearest_id(tmp_path: Path) -> None:
    assert _said(tmp_path, "participants: [ministri]\n") == [
        ("BG301", "unknown id `ministri`", "did you mean `ministry`?")
    ]


def test_unknown_reference_without_a_near_id_says_what_to_add(tmp_path: Path) -> None:
    assert _said(tmp_path, "participants: [zzz]\n") == [("BG301", "unknown id `zzz`", "make `content/actors/zzz.yaml`")]


def test_family_name_suggests_the_actor(tmp_path: Path) -> None:
    more = {"content/actors/mara-vell.yaml": "name: Mara Vell\nsummary: A minister.\ncite: [wire]\n"}
    assert _said(tmp_path, "participants: [vell]\n", **more) == [
        ("BG301", "unknown id `vell`", "did you mean `mara-vell`?")
    ]


def test_wrong_kind_names_the_kind_that_belongs_here(tmp_path: Path) -> None:
    problem = _one(tmp_path, {MORE: TALKS + "follows: [ministry]\n"})
    assert (problem.code.id, problem.at) == ("BG302", ("follows", 0))
    assert problem.message == "`ministry` is an actor, here belongs an event"
    assert [note.path for note in problem.notes] == ["content/actors/ministry.yaml"]


def test_wrong_kind_lists_all_kinds_that_fit(tmp_path: Path) -> None:
    fields = "statements:\n  - {id: a, speaker: ministry, about: [wire], quote: We, cite: [wire]}\n"
    assert _said(tmp_path, fields) == [
        (
            "BG302",
            "`wire` is a source, here belongs a point or a plan or an event or an actor",
            "name a point or a plan or an event or an actor here",
        )
    ]


def test_publisher_is_a_reference_only_if_it_is_an_id(tmp_path: Path) -> None:
    _, problems = linked(tmp_path, {"content/sources/other.yaml": "title: Other\npublisher: The Daily Wire\n"})
    assert problems == ()


def test_duplicate_id_is_reported_with_both_files(tmp_path: Path) -> None:
    problem = _one(tmp_path, {"content/events/ministry.yaml": TALKS})
    assert (problem.code.id, problem.path) == ("BG303", "content/events/ministry.yaml")
    assert [note.path for note in problem.notes] == ["content/actors/ministry.yaml"]


def test_yml_and_yaml_of_one_name_are_duplicates(tmp_path: Path) -> None:
    problem = _one(tmp_path, {"content/events/2025-11-27-talks.yml": TALKS})
    assert (problem.code.id, problem.path) == ("BG303", "content/events/2025-11-27-talks.yml")


def test_former_id_resolves_with_a_warning(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "content/actors/ministry.yaml": "name: Ministry\nsummary: M.\ncite: [wire]\nformerly: [old-ministry]\n",
        MORE: TALKS + "participants: [old-ministry]\n",
    }
    corpus, problems = linked(tmp_path, files)
    assert [(p.code.id, p.code.severity, p.help) for p in problems] == [("BG304", Severity.WARNING, "write `ministry`")]
    found = corpus.find("old-ministry", Actor)
    assert found is not None
    assert found.id == "ministry"
    assert [link.id for link in corpus.backlinks["ministry"]] == ["2025-11-28-more"]
    assert "old-ministry" not in corpus.backlinks


def test_former_id_in_use_is_rejected(tmp_path: Path) -> None:
    problem = _one(tmp_path, {MORE: TALKS + "formerly: [other, ministry]\n"})
    assert (problem.code.id, problem.at) == ("BG303", ("formerly", 1))
    assert [note.path for note in problem.notes] == ["content/actors/ministry.yaml"]


def test_two_briefs_cannot_have_the_same_former_id(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        MORE: TALKS + "formerly: [old]\n",
        "content/events/2025-11-29-last.yaml": TALKS + "formerly: [old]\n",
    }
    problem = _one(tmp_path, files)
    assert (problem.code.id, problem.path) == ("BG303", "content/events/2025-11-29-last.yaml")
    assert [note.path for note in problem.notes] == [MORE]


@pytest.mark.parametrize(
    ("target", "message", "help"),
    [
        ("2025-11-27-talks#opening", None, None),
        (
            "2025-11-27-talks#openning",
            "`2025-11-27-talks` has no statement `openning`",
            "did you mean `2025-11-27-talks#opening`?",
        ),
        ("2025-11-27-talks#zzz", "`2025-11-27-talks` has no statement `zzz`", "it has `opening`"),
        ("2025-11-27-talk#opening", "unknown id `2025-11-27-talk`", "did you mean `2025-11-27-talks`?"),
        ("ministry#opening", "`ministry` is an actor, here belongs an event", "name an event here"),
    ],
)
def test_reference_to_a_statement(tmp_path: Path, target: str, message: str | None, help: str | None) -> None:
    fields = f"statements:\n  - {{id: a, speaker: ministry, responds_to: ['{target}'], quote: We, cite: [wire]}}\n"
    found = _said(tmp_path, fields, **{"content/events/2025-11-27-talks.yaml": TALKS + STATEMENTS})
    assert [(m, h) for _, m, h in found] == ([] if message is None else [(message, help)])


@pytest.mark.parametrize(
    ("target", "message", "help"),
    [
        ("plan@first-draft", None, None),
        ("plan@first-draf", "`plan` has no version `first-draf`", "did you mean `plan@first-draft`?"),
        ("plan@zzz", "`plan` has no version `zzz`", "it has `first-draft`"),
        ("wire@first-draft", "`wire` is a source, here belongs a plan", "name a plan here"),
    ],
)
def test_reference_to_a_plan_version(tmp_path: Path, target: str, message: str | None, help: str | None) -> None:
    found = _said(tmp_path, f"introduces: ['{target}']\n")
    assert [(m, h) for _, m, h in found] == ([] if message is None else [(message, help)])


def test_links_and_citations_in_prose_are_checked(tmp_path: Path) -> None:
    body = (
        "body: >-\n  See [[ministry]], [[ministri|it]] and [[2025-11-28-more#x]],\n  as said [@wire] [@wira, p. 3].\n"
    )
    assert brief(checked(tmp_path, {MORE: TALKS + body}).diagnostics) == [
        f"{MORE}:6:23 BG301",
        f"{MORE}:6:43 BG301",
        f"{MORE}:7:20 BG305",
    ]


def test_citation_of_another_kind_is_unknown(tmp_path: Path) -> None:
    assert _said(tmp_path, "body: As said [@ministry].\n") == [
        ("BG305", "unknown source `ministry`", "add the source to `content/sources/`")
    ]


def test_links_in_code_are_ignored(tmp_path: Path) -> None:
    assert _said(tmp_path, "body: Type `[[nobody]]` or ``[@no`one]``.\n") == []


def test_reference_to_an_invalid_file_is_not_reported(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "content/actors/office.yaml": "name: Office\n",
        MORE: TALKS + "participants: [office]\nbody: See [[office]].\n",
    }
    assert [d.code for d in checked(tmp_path, files).diagnostics] == ["BG202"]


def test_references_of_the_briefing_are_checked(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {
            "content/briefing.yaml": "title: T\nparties: [nobody]\nheadline: See [[wire]] [@no].\nthemes: {territory: T}\n"
        },
    )
    assert brief(found.diagnostics) == ["content/briefing.yaml:2:11 BG301", "content/briefing.yaml:3:25 BG305"]


def test_backlinks_are_the_inverse_of_the_references(full: Path) -> None:
    """Every reference is a backlink of its target, and there are no other backlinks."""
    corpus = _linked(full)
    named = {
        (target.partition("#")[0].partition("@")[0], id, at)
        for id in corpus.briefs
        for target, at in _named(corpus, id)
    }
    expected = {(target, id, at) for target, id, at in named if target != id and target in corpus.briefs}
    backlinks = {
        (target, link.id, link.at) for target, links in corpus.backlinks.items() for link in links if "#" not in target
    }
    assert len(expected) > 30
    assert {link for link in backlinks if link[0] in corpus.briefs} == expected


def _linked(folder: Path) -> Corpus:
    return link(loaded(folder))[0]


def _named(corpus: Corpus, id: str) -> list[tuple[str, tuple[str | int, ...]]]:
    current = corpus.former
    found = [(reference.target, reference.at) for reference in corpus.references[id]]
    for field in corpus.prose[id]:
        found += [(target, field.at) for target in markup.links(field.text)]
        found += [(target, field.at) for target, _ in citations(field.text)]
    return [(current.get(target, target), at) for target, at in found]


def test_statement_has_its_own_backlinks(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "content/events/2025-11-27-talks.yaml": TALKS + STATEMENTS,
        MORE: TALKS + "body: See [[2025-11-27-talks#opening]].\n",
    }
    corpus, _ = linked(tmp_path, files)
    (link,) = corpus.backlinks["2025-11-27-talks#opening"]
    assert (link.id, link.field) == ("2025-11-28-more", "body")
    assert repr(link) == "Backlink('2025-11-28-more', 'body')"


def test_events_and_statements_are_sorted_oldest_first(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "content/events/b.yaml": "title: B\ndate: 2025-11-01\nsummary: S.\ncite: [wire]\n" + STATEMENTS,
        "content/events/a.yaml": "title: A\ndate: 2025-11-28\nsummary: S.\ncite: [wire]\n"
        "statements:\n  - {id: early, date: 2025-10-01, speaker: ministry, quote: We, cite: [wire]}\n",
    }
    corpus, _ = linked(tmp_path, files)
    assert [event.id for event in corpus.events] == ["b", "2025-11-27-talks", "a"]
    assert list(corpus.statements) == ["a#early", "b#opening"]


def test_points_are_sorted_by_number(tmp_path: Path) -> None:
    point = "title: P\nsummary: S.\nplan: plan\nnumber: {}\ncite: [wire]\n"
    files: dict[str, str | None] = {
        "content/points/a.yaml": point.format(10),
        "content/points/b.yaml": point.format(2),
    }
    corpus, _ = linked(tmp_path, files)
    assert [p.id for p in corpus.points["plan"]] == ["point-01", "b", "a"]
    assert list(corpus.versions) == ["plan@first-draft"]


def test_as_of_defaults_to_the_newest_event_that_happened(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path / "typed", {})
    assert str(corpus.as_of) == "2025-11-30"
    files: dict[str, str | None] = {
        "content/briefing.yaml": "title: T\nparties: [ministry]\n",
        MORE: "title: Later\ndate: 2025-12-24\nstate: scheduled\nsummary: S.\ncite: [wire]\n",
    }
    corpus, _ = linked(tmp_path / "derived", files)
    assert str(corpus.as_of) == "2025-11-27"


def test_briefing_without_events_has_no_date(tmp_path: Path) -> None:
    files = {"content/briefing.yaml": "title: T\n", "content/events/2025-11-27-talks.yaml": None}
    corpus, _ = linked(tmp_path, files)
    assert corpus.as_of is None


def test_without_drafts_keeps_only_published_briefs(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {MORE: TALKS + "status: draft\n"})
    assert set(corpus.briefs) - set(corpus.without_drafts().briefs) == {"2025-11-28-more"}
    assert corpus.without_drafts().without_drafts().briefs == corpus.without_drafts().briefs


def test_find_returns_only_the_requested_kind(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {})
    assert corpus.find("ministry", Actor) is corpus.briefs["ministry"]
    assert corpus.find("ministry", Event) is None
    assert corpus.find("nobody", Actor) is None
    assert [plan.id for plan in corpus.of(Plan)] == ["plan"]


def test_problems_do_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    found = loaded(project(tmp_path, {MORE: TALKS + "follows: [ministry, nobody]\n"}))
    turned = msgspec.structs.replace(found, entries=tuple(reversed(found.entries)))
    assert link(turned)[1] == link(found)[1]


def test_full_golden_site_links_without_problems() -> None:
    assert link(loaded(FULL))[1] == ()


# Immutability


@pytest.mark.parametrize("name", [*Corpus.__struct_fields__, "references", "prose", "statements", "anything_new"])
def test_attributes_of_a_corpus_cannot_be_set(name: str, tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, CLEAN)
    with pytest.raises(AttributeError):
        setattr(corpus, name, {})


def test_copy_of_a_corpus_has_no_memoised_values(tmp_path: Path) -> None:
    """With the memoised values of the whole corpus, a view would show removed briefs."""
    corpus, _ = linked(tmp_path, CLEAN)

    def count(one: Corpus) -> int:
        return len(one.references)

    whole = corpus.once(count)
    assert len(corpus.events) == 2
    fewer = {id: brief for id, brief in corpus.briefs.items() if not isinstance(brief, Event)}
    view = msgspec.structs.replace(corpus, briefs=fewer)
    assert view.events == ()
    assert view.once(count) == whole - 2
    assert (corpus.once(count), len(corpus.events)) == (whole, 2)


def test_views_do_not_change_the_linked_corpus(tmp_path: Path) -> None:
    corpus, _ = linked(
        tmp_path, {**CLEAN, "content/actors/new.yaml": "name: New\nsummary: A.\nstatus: draft\ncite: [wire]\n"}
    )
    before = msgspec.structs.asdict(corpus)
    published = corpus.without_drafts()
    earlier = as_of(published, parse("2025-11-21"))
    assert len(corpus.briefs) > len(published.briefs) > len(earlier.briefs)
    assert msgspec.structs.asdict(corpus) == before
    assert "new" not in published.paths
    assert earlier.stands_on == parse("2025-11-21")


def test_unknown_statements_compare_a_limited_number_of_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def closest(_word: str, known: list[str], *_: object) -> list[str]:
        compared.append(len(known))
        return []

    monkeypatch.setattr(difflib, "get_close_matches", closest)
    statements = "".join(
        f"  - {{id: s{n}, speaker: ministry, about: [point-01], paraphrase: Words, cite: [wire]}}\n" for n in range(700)
    )
    event = "title: E\ndate: 2025-11-28\nsummary: One.\ncite: [wire]\n"
    links = " ".join(f"[[2025-11-28-e#t{n}]]" for n in range(700))
    files = {
        "content/events/2025-11-28-e.yaml": f"{event}statements:\n{statements}",
        "content/events/2025-11-28-f.yaml": f"{event}body: Links {links}\n",
    }
    problems = linked(tmp_path, files)[1]
    assert len(problems) >= 100
    assert 0 < sum(compared) <= resolve.MOST_COMPARED
