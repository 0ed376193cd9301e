"""A small briefing in which each derived fact can be made to differ by one edit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.small import add_record

TEXT = "The toll must go. We keep the river open for all ships. Nobody will close the upper lock this year.\n"
_STATEMENT = (
    "  - {{id: {id}, speaker: {by}, about: [{about}], stance: {stance}, paraphrase: It was said., cite: [{cite}]}}\n"
)


def statement(id: str, by: str, about: str, stance: str, cite: str) -> str:
    """Return a statement in YAML."""
    return _STATEMENT.format(id=id, by=by, about=about, stance=stance, cite=cite)


def event(title: str, date: str, more: str) -> str:
    """Return an event in YAML."""
    return f"title: {title}\ndate: {date}\nsummary: Something was said.\ncite: [gazette-a]\n{more}"


def source(publisher: str, grade: str, more: str = "") -> str:
    """Return a source in YAML."""
    return f"title: Report of {publisher}\npublisher: {publisher}\npublished: 2031-05-10\nreliability: {grade}\n{more}"


def point(number: int, versions: str) -> str:
    """Return a point in YAML."""
    return f"title: Subject {number}\nsummary: A point.\nplan: river\nnumber: {number}\nversions:\n{versions}cite: [gazette-a]\n"


def entry(version: str, change: str, text: str, more: str = "") -> str:
    """Return an entry of a point in YAML."""
    return f"  - {{in: {version}, change: {change}, text: {text}, cite: [gazette-a]{more}}}\n"


TALKS = event(
    "Talks at the lock",
    "2031-05-12",
    "kind: talks\nparticipants: [envoy, south]\nstatements:\n"
    + statement("envoy-open", "envoy", "point-1", "open", "gazette-a")
    + statement("south-no", "south", "point-1", "rejects", "gazette-a")
    + statement("east-yes", "east", "point-2", "accepts", "gazette-a")
    + statement("west-yes", "west", "point-2", "accepts", "gazette-a"),
)
SPEECH = event(
    "Speech on the toll",
    "2031-05-14",
    "statements:\n  - {id: toll, speaker: envoy, about: [point-2], stance: accepts-with-conditions, condition: Ships pay nothing.,"
    " quote: We keep the river open for all ships, cite: [speech-text, copy]}\n"
    "  - {id: weak, speaker: south, about: [point-2], stance: accepts, paraphrase: It was said., cite: [tabloid]}\n",
)
WORLD: Mapping[str, str] = {
    "mkdocs.yml": "site_name: River\nplugins: [briefgen]\n",
    "content/briefing.yaml": (
        "title: The river\nas_of: 2031-05-20\nparties: [north, south, league]\nthemes: {water: Water}\nreview_after: 30\n"
        "highlights: {events: [talks, speech], points: [point-3]}\n"
    ),
    "content/actors/north.yaml": "name: North\nkind: state\nsummary: A state.\ncite: [gazette-a]\n",
    "content/actors/south.yaml": "name: South\nkind: state\nsummary: A state.\ncite: [gazette-a]\n",
    "content/actors/east.yaml": "name: East\nkind: state\nsummary: A state.\ncite: [gazette-a]\n",
    "content/actors/west.yaml": "name: West\nkind: state\nsummary: A state.\ncite: [gazette-a]\n",
    "content/actors/league.yaml": (
        "name: League\nkind: group\nsummary: A group.\nmembers: [east, west]\ncite: [gazette-a]\n"
    ),
    "content/actors/envoy.yaml": (
        "name: Ada Reed\nkind: person\nsummary: An envoy.\nroles:\n  - {title: Envoy, of: north, from: 2030}\ncite: [gazette-a]\n"
    ),
    "content/sources/gazette-a.yaml": source("Gazette", "B"),
    "content/sources/wire.yaml": source("Wire", "C"),
    "content/sources/courier.yaml": source("Courier", "B"),
    "content/sources/tabloid.yaml": source("Tabloid", "D"),
    "content/sources/speech-text.yaml": source("Office", "A", "type: transcript\n"),
    "content/sources/copy.yaml": source("Copy", "B"),
    "content/plans/river.yaml": (
        "title: River plan\nsummary: A plan.\ncite: [gazette-a]\nversions:\n"
        "  - {id: first, label: First draft, date: 2031-05-01, cite: [gazette-a]}\n"
        "  - {id: second, label: Second draft, date: 2031-05-10, cite: [gazette-a]}\n"
    ),
    "content/points/point-1.yaml": point(
        1, entry("first", "introduced", "Ships pay ten.", ", figures: [{label: Toll, value: 10, unit: EUR}]")
        + entry("second", "amended", "Ships pay nine.", ", figures: [{label: Toll, value: 9, unit: EUR}]")
    ),
    "content/points/point-2.yaml": point(2, entry("first", "introduced", "The lock is shared.")),
    "content/points/point-3.yaml": point(3, entry("first", "introduced", "A fund is made.") + entry("second", "unchanged", "~")),
    "content/events/talks.yaml": TALKS,
    "content/events/speech.yaml": SPEECH,
    "content/events/earlier.yaml": event("Earlier meeting", "2031-05-02", "kind: meeting\nparticipants: [north, south]\n"),
    "content/events/next.yaml": event("Next round", "2031-06-02", "state: scheduled\n"),
    "content/disputes/who-pays.yaml": (
        "title: Who pays?\nsummary: It is open.\naccounts:\n"
        "  - {claim: Yes; the ships., held_by: [north], cite: [gazette-a]}\n"
        "  - {claim: No; the states., held_by: [south], cite: [wire]}\nabout: [point-1]\n"
    ),
    "content/disputes/who-began.yaml": (
        "title: Who began?\nsummary: It was settled.\naccounts:\n"
        "  - {claim: North., held_by: [gazette-a]}\n  - {claim: South., held_by: [wire]}\n"
        "about: [point-2]\nstate: resolved\nresolution: North began.\n"
    ),
}  # fmt: skip


def written(folder: Path, edits: Mapping[str, object]) -> Path:
    """Write the briefing with edits.

    An edit is a pair of old and new text, a whole text, or None for no such file.
    """
    files: dict[str, str] = dict(WORLD)
    for path, edit in edits.items():
        if isinstance(edit, tuple):
            old, new = edit
            assert old in files[path], (path, old)
            files[path] = files[path].replace(old, new)
        elif edit is None:
            del files[path]
        else:
            files[path] = str(edit)
    record = files.pop("speech", TEXT)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    if record:
        add_record(folder, "speech-text", record)
    return folder
