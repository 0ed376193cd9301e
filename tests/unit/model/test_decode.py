"""Decoding: each shape problem has its code, place, message and help."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.diagnostics.types import At, Problem
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.text.suggest import did_you_mean
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile

EVENT: dict[str, Any] = {"title": "Talks", "summary": "Two sides met.", "date": "2025-11-27"}
STATEMENT: dict[str, Any] = {"id": "one", "speaker": "ministry", "cite": ["wire"]}
POINT: dict[str, Any] = {"title": "Point", "summary": "A point.", "plan": "plan", "number": "1"}
SOURCE: dict[str, Any] = {"title": "A report"}
ACTOR: dict[str, Any] = {"name": "Ministry", "summary": "A ministry."}


def _problems(kind: type[Brief], data: dict[str, Any]) -> tuple[Problem, ...]:
    brief, problems = decode(kind, "x.yaml", data, id="x")
    assert (brief is None) == bool(problems)
    return problems


def _event(**fields: Any) -> Event:
    brief, problems = decode(Event, "x.yaml", {**EVENT, **fields}, id="x")
    assert problems == ()
    assert brief is not None
    return brief


@pytest.mark.parametrize(
    ("kind", "data", "code", "at", "message", "help"),
    [
        (
            Event,
            {**EVENT, "sumary": "x"},
            "BG201",
            ("sumary",),
            "unknown field `sumary`",
            "did you mean `summary`? it has a value already",
        ),
        (
            Event,
            {**EVENT, "place": {"name": "X", "contry": "UA"}},
            "BG201",
            ("place", "contry"),
            "unknown field `contry` in `place`",
            "did you mean `country`?",
        ),
        (
            Event,
            {**EVENT, "place": {"name": "X", "zzz": "UA"}},
            "BG201",
            ("place", "zzz"),
            "unknown field `zzz` in `place`",
            "its fields are `name`, `country`, `lat`, `lon`",
        ),
        (Event, {"title": "T", "summary": "S"}, "BG202", ("date",), "`date` is missing", "add `date: …`"),
        (Event, {**EVENT, "title": ""}, "BG202", ("title",), "`title` is empty", "type a value after the colon"),
        (Event, {**EVENT, "title": None}, "BG202", ("title",), "`title` is empty", "type a value after the colon"),
        (
            Event,
            {**EVENT, "statements": [{"id": "one", "cite": ["wire"]}]},
            "BG202",
            ("statements", 0, "speaker"),
            "`speaker` is missing in item 1 of `statements`",
            "add `speaker: …`",
        ),
        (
            Event,
            {**EVENT, "cite": [{"quote": "x"}]},
            "BG202",
            ("cite", 0, "source"),
            "`source` is missing in item 1 of `cite`",
            "add `source: …`, or write its text alone",
        ),
        (
            Event,
            {**EVENT, "cite": [None]},
            "BG203",
            ("cite", 0),
            "item 1 of `cite` is empty",
            "type its `source` here, or delete the line",
        ),
        (
            Event,
            {**EVENT, "cite": "wire"},
            "BG203",
            ("cite",),
            "`cite` takes a list, this is the text `wire`",
            "write `[wire]`, or `- wire` on a line of its own",
        ),
        (
            Event,
            {**EVENT, "themes": {"a": "b"}},
            "BG203",
            ("themes",),
            "`themes` takes a list, this is a mapping of fields",
            "start each item with `- `",
        ),
        (
            Event,
            {**EVENT, "title": ["a"]},
            "BG203",
            ("title",),
            "`title` takes text, this is a list",
            "write `a` without brackets",
        ),
        (
            Event,
            {**EVENT, "date": {"a": "b"}},
            "BG203",
            ("date",),
            "`date` takes a date, this is a mapping of fields",
            "write a date after the colon, in one piece",
        ),
        (
            Event,
            {**EVENT, "place": ["a"]},
            "BG203",
            ("place",),
            "`place` takes fields such as `name:`, this is a list",
            "write `name: …` below it",
        ),
        (
            Point,
            {**POINT, "number": "one"},
            "BG203",
            ("number",),
            "`number` takes a whole number, this is `one`",
            "write a whole number in digits",
        ),
        (
            Point,
            {**POINT, "number": "1.5"},
            "BG203",
            ("number",),
            "`number` takes a whole number, this is `1.5`",
            "write a whole number in digits",
        ),
        (
            Event,
            {**EVENT, "place": {"name": "X", "lat": "north"}},
            "BG203",
            ("place", "lat"),
            "`lat` takes a number, this is `north`",
            "write a number in digits",
        ),
        (
            Event,
            {**EVENT, "state": "sheduled"},
            "BG204",
            ("state",),
            "`state` cannot be `sheduled`",
            "did you mean `scheduled`? allowed: `cancelled`, `happened`, `postponed`, `reported`, `scheduled`",
        ),
        (
            Event,
            {**EVENT, "autolink": "no"},
            "BG204",
            ("autolink",),
            "`autolink` cannot be `no`",
            "did you mean `false`? allowed: `false`, `true`",
        ),
        (
            Source,
            {**SOURCE, "reliability": "G"},
            "BG204",
            ("reliability",),
            "`reliability` cannot be `G`",
            "allowed: `A`, `B`, `C`, `D`, `E`, `F`",
        ),
        (
            Event,
            {**EVENT, "date": "2023-02-29"},
            "BG205",
            ("date",),
            "`2023-02-29` is not a date",
            "February 2023 has no day 29",
        ),
        (
            Actor,
            {**ACTOR, "roles": [{"title": "Minister", "from": "last year"}]},
            "BG205",
            ("roles", 0, "from"),
            "`last year` is not a date",
            "write the date in digits: `2025-11-27`, `2025-11` or `2025`",
        ),
        (
            Event,
            {**EVENT, "related": ["Mr X"]},
            "BG206",
            ("related", 0),
            "`Mr X` is not an id",
            "ids are lower-case letters, digits and hyphens, as in `vladimir-putin`",
        ),
        (
            Event,
            {**EVENT, "statements": [{**STATEMENT, "responds_to": ["talks"]}]},
            "BG206",
            ("statements", 0, "responds_to", 0),
            "`talks` is not a reference to a statement",
            "write `event-id#statement-id`",
        ),
        (
            Event,
            {**EVENT, "introduces": ["plan#draft"]},
            "BG206",
            ("introduces", 0),
            "`plan#draft` is not a reference to a plan version",
            "write `plan-id@version-id`",
        ),
        (
            Source,
            {**SOURCE, "url": "javascript:alert(1)"},
            "BG206",
            ("url",),
            "`javascript:alert(1)` is not an address",
            "it begins with neither `https://` nor `http://`; write it like `https://example.org/page`",
        ),
        (
            Source,
            {**SOURCE, "url": "https://example.org/\n"},
            "BG206",
            ("url",),
            "`https://example.org/\n` is not an address",
            "it has a space or a control character; write `https://example.org/`",
        ),
        (
            Source,
            {**SOURCE, "language": "english!"},
            "BG206",
            ("language",),
            "`english!` is not a language code",
            "write it like `uk`",
        ),
        (
            Actor,
            {**ACTOR, "identifiers": {"wikidata": "212"}},
            "BG206",
            ("identifiers", "wikidata"),
            "`212` is not a Wikidata id",
            "write it like `Q212`",
        ),
        (
            Event,
            {**EVENT, "statements": [{**STATEMENT, "cite": []}]},
            "BG207",
            ("statements", 0, "cite"),
            "`cite` needs at least one item, this has 0",
            "add what is missing, each after `- `",
        ),
        (
            Dispute,
            {"title": "Q", "summary": "S", "accounts": [{"claim": "C", "held_by": ["x"]}]},
            "BG207",
            ("accounts",),
            "`accounts` needs at least 2 items, this has 1",
            "add what is missing, each after `- `",
        ),
        (
            Event,
            {**EVENT, "summary": "x" * 601},
            "BG207",
            ("summary",),
            "`summary` has 601 characters, the limit is 600",
            "shorten it; details belong in `body`",
        ),
        (
            Point,
            {**POINT, "number": "0"},
            "BG207",
            ("number",),
            "`number` is 1 or more, this is `0`",
            "write a number, 1 or more",
        ),
        (
            Event,
            {**EVENT, "statements": [{**STATEMENT, "credibility": "7"}]},
            "BG207",
            ("statements", 0, "credibility"),
            "`credibility` is 1 to 6, this is `7`",
            "write a number, 1 to 6",
        ),
        (
            Event,
            {**EVENT, "place": {"name": "X", "lat": "90.5"}},
            "BG207",
            ("place", "lat"),
            "`lat` is -90 to 90, this is `90.5`",
            "write a number, -90 to 90",
        ),
    ],
)
def test_problem_has_its_code_place_and_words(
    kind: type[Brief], data: dict[str, Any], code: str, at: At, message: str, help: str
) -> None:
    (problem,) = _problems(kind, data)
    assert (problem.code.id, problem.at, problem.message, problem.help) == (code, at, message, help)
    assert problem.path == "x.yaml"


def test_unknown_field_is_placed_at_its_key() -> None:
    (problem,) = _problems(Event, {**EVENT, "sumary": "x"})
    assert problem.key


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        ("nan", "BG207", "`lat` is -90 to 90, this is `nan`"),
        ("inf", "BG207", "`lat` is -90 to 90, this is `inf`"),
        ("-inf", "BG207", "`lat` is -90 to 90, this is `-inf`"),
        ("90.0001", "BG207", "`lat` is -90 to 90, this is `90.0001`"),
        ("1e400", "BG203", "`lat` takes a number, this is `1e400`"),
    ],
)
def test_coordinate_out_of_range_is_one_problem(number: str, code: str, message: str) -> None:
    problems = _problems(Event, {**EVENT, "place": {"name": "X", "lat": number}})
    assert [(p.code.id, p.at, p.message) for p in problems] == [(code, ("place", "lat"), message)]


@pytest.mark.parametrize(("text", "number"), [("48.5", 48.5), ("-90", -90.0), ("4e1", 40.0), ("0", 0.0)])
def test_coordinate_is_decoded(text: str, number: float) -> None:
    place = _event(place={"name": "X", "lat": text}).place
    assert place is not None
    assert place.lat == number


def test_all_problems_are_reported_in_the_order_of_the_fields() -> None:
    data = {
        "titel": "Talks",
        "date": "soon",
        "state": "hapened",
        "cite": "wire",
        "statements": [{"id": "One", "speaker": "ministry", "cite": []}, "text"],
    }
    assert [(p.code.id, p.at) for p in _problems(Event, data)] == [
        ("BG201", ("titel",)),
        ("BG202", ("summary",)),
        ("BG203", ("cite",)),
        ("BG205", ("date",)),
        ("BG204", ("state",)),
        ("BG206", ("statements", 0, "id")),
        ("BG207", ("statements", 0, "cite")),
        ("BG203", ("statements", 1)),
    ]


def test_typed_id_is_reported_with_the_other_problems() -> None:
    problems = _problems(Event, {**EVENT, "id": "talks", "date": "soon"})
    assert [(p.code.id, p.at, p.key) for p in problems] == [("BG201", ("id",), True), ("BG205", ("date",), False)]
    assert problems[0].help == "the id is the file's name: delete this line"


def test_shorthand_equals_its_mapping() -> None:
    short = _event(cite=["wire"], place="Kyiv", participants=["ministry"])
    long = _event(cite=[{"source": "wire"}], place={"name": "Kyiv"}, participants=[{"actor": "ministry"}])
    assert short == long


def test_shorthand_of_a_theme_is_its_title() -> None:
    briefing, problems = decode(Briefing, "x.yaml", {"title": "T", "themes": {"land": "Land", "sea": {"title": "Sea"}}})
    assert problems == ()
    assert briefing is not None
    assert [theme.title for theme in briefing.themes.values()] == ["Land", "Sea"]


def test_invalid_id_in_shorthand_is_placed_at_the_field() -> None:
    (problem,) = _problems(Event, {**EVENT, "cite": ["wire", "The Wire"]})
    assert (problem.code.id, problem.at) == ("BG206", ("cite", 1, "source"))


def test_empty_field_counts_as_missing() -> None:
    empty = _event(body=None, cite=None, place={"name": "X", "country": None}, state=None, themes=None)
    assert empty == _event(place={"name": "X"})
    assert empty.state == "happened"


def test_invalid_theme_id_is_placed_at_its_key() -> None:
    _, problems = decode(Briefing, "x.yaml", {"title": "T", "themes": {"Land Use": "Land"}})
    assert [(p.code.id, p.at, p.key) for p in problems] == [("BG206", ("themes", "Land Use"), True)]


def test_field_named_like_a_python_keyword_is_decoded() -> None:
    plan, problems = decode(
        Point,
        "x.yaml",
        {**POINT, "versions": [{"in": "first-draft", "change": "split", "from": ["a"], "into": ["b"]}]},
        id="x",
    )
    assert problems == ()
    assert plan is not None
    assert (plan.versions[0].in_, plan.versions[0].from_) == ("first-draft", ("a",))
    assert [p.at for p in _problems(Point, {**POINT, "versions": [{"in_": "x", "change": "split"}]})] == [
        ("versions", 0, "in_"),
    ]


def test_number_of_plan_points_has_a_limit() -> None:
    data = {"title": "P", "summary": "S", "versions": [{"id": "a", "label": "A", "points": "10001"}]}
    assert [(p.code.id, p.at) for p in _problems(Plan, data)] == [("BG207", ("versions", 0, "points"))]


def test_yes_and_numbers_stay_text_in_text_fields() -> None:
    assert _event(title="yes").title == "yes"
    assert _event(title="3").title == "3"


def test_long_value_is_shortened_in_a_message() -> None:
    (problem,) = _problems(Event, {**EVENT, "state": "x" * 200})
    assert problem.message == f"`state` cannot be `{'x' * 57}…`"


def test_did_you_mean_suggests_the_nearest_or_nothing() -> None:
    assert did_you_mean("sumary", ["title", "summary"]) == "did you mean `summary`?"
    assert did_you_mean("xyz", ["title", "summary"]) == ""


def test_decode_accepts_the_data_of_the_yaml_reader() -> None:
    data, _ = reader.parse(YamlFile("x", "title: T\nsummary: S\ndate: 2025\ncite: [wire]\nbody:\n"))
    brief, problems = decode(Event, "x", data, id="talks")
    assert problems == ()
    assert brief is not None
    assert (brief.id, brief.body, brief.date.text) == ("talks", None, "2025")


def test_empty_unknown_field_is_reported() -> None:
    data = {
        "title": "Talks",
        "date": "2025-11-27",
        "summary": "S.",
        "body": None,
        "sumary": None,
        "place": {"nam": None},
    }
    _, problems = decode(Event, "x.yaml", data, id="talks")
    assert [(p.code.id, p.at) for p in problems] == [
        ("BG201", ("sumary",)),
        ("BG201", ("place", "nam")),
    ]
    assert decode(Event, "x.yaml", {k: v for k, v in data.items() if k not in ("sumary", "place")}, id="talks")[1] == ()
