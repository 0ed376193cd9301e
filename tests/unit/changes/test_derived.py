"""Each type of derived change: an edit that makes it, its sentence, and its cause."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import briefgen
from briefgen.changes.derived import NEVER, derived_types
from briefgen.changes.types import BriefingChange
from tests.conftest import ROOT
from tests.unit.changes.derived_world import event, statement, written

BRIEFING, TALKS, SPEECH = "content/briefing.yaml", "content/events/talks.yaml", "content/events/speech.yaml"
POINT_1, PLAN, ENVOY = "content/points/point-1.yaml", "content/plans/river.yaml", "content/actors/envoy.yaml"
POINT_2, POINT_3 = "content/points/point-2.yaml", "content/points/point-3.yaml"
PAYS, BEGAN = "content/disputes/who-pays.yaml", "content/disputes/who-began.yaml"
GAZETTE, TABLOID, WIRE = (f"content/sources/{name}.yaml" for name in ("gazette-a", "tabloid", "wire"))
LATER = "content/events/later.yaml"
Edits = Mapping[str, object]


def later(by: str, about: str, stance: str, cite: str = "gazette-a") -> str:
    """Return a later event with one statement."""
    return event("Later", "2031-05-18", "statements:\n" + statement("later", by, about, stance, cite))


CASES: tuple[tuple[str, str, Edits], ...] = (
    ("quotation.status", "No longer found: a quotation of Ada Reed in Speech on the toll. Was: found word for word",
     {SPEECH: ("keep the river open", "hold the river open")}),
    ("quotation.source", "Words now checked in Courier (was Office)",
     {SPEECH: ("cite: [speech-text, copy]", "cite: [courier, copy]"),
      "content/sources/courier.yaml": "title: Report\npublisher: Courier\nreliability: B\ndocument: speech-text\n"}),
    ("quotation.place", "paragraph 1, sentence 2 → paragraph 2, sentence 3",
     {"speech": "One more.\n\nThe toll must go. We keep the river open for all ships. Nobody will close the lock.\n"}),
    ("cell.stance", "South on point 1: rejects → accepts", {TALKS: ("stance: rejects", "stance: accepts")}),
    ("cell.basis", "South on point 2: accepts, weakly sourced → on record", {TABLOID: ("reliability: D", "reliability: B")}),
    ("cell.support", "South on point 1: rejects, repeated on 18 May 2031", {LATER: later("south", "point-1", "rejects")}),
    ("cell.condition", "North on point 2: condition Ships pay one.", {SPEECH: ("Ships pay nothing.", "Ships pay one.")}),
    ("cell.since-reported", "South on point 1: since reported, accepts (weakly sourced)",
     {LATER: later("south", "point-1", "accepts", "tabloid")}),
    ("cell.office-left", "North on point 1: Ada Reed is no longer in office", {ENVOY: ("from: 2030", "from: 2030, to: 2031-05-16")}),
    ("cell.members", "League on point 2: members agree → members differ (West rejects)",
     {TALKS: ("id: west-yes, speaker: west, about: [point-2], stance: accepts",
              "id: west-yes, speaker: west, about: [point-2], stance: rejects")}),
    ("movement", "New movement: South on point 1, rejects → accepts (South, 18 May 2031)",
     {LATER: later("south", "point-1", "accepts")}),
    ("voices-differ", "North on point 1: voices differ (Ada Reed, 12 May 2031: open and North, 12 May 2031: rejects)",
     {TALKS: ("id: south-no, speaker: south", "id: south-no, speaker: north")}),
    ("row.between", "Parties on point 1: differ → opposed",
     {TALKS: ("stance: open", "stance: accepts")}),
    ("matrix.column", "New column: East", {BRIEFING: ("parties: [north, south, league]", "parties: [north, south, league, east]")}),
    ("status.word", "Point 1: revised (Second draft) · disputed → left open (Second draft) · disputed",
     {POINT_1: ("change: amended", "change: deferred")}),
    ("status.version", "Point 1: revised (Second draft) · disputed → revised again (Third draft) · disputed",
     {PLAN: ("date: 2031-05-10, cite: [gazette-a]}\n",
             "date: 2031-05-10, cite: [gazette-a]}\n  - {id: third, label: Third draft, date: 2031-05-15, cite: [wire]}\n"),
      POINT_1: ("unit: EUR}]}\ncite", "unit: EUR}]}\n  - {in: third, change: amended, text: Ships pay one., cite: [wire]}\ncite")}),
    ("status.disputed", "Point 1: disputed in 1 question → not disputed", {PAYS: ("about: [point-1]", "about: [point-3]")}),
    ("status.basis", "Point 2: in the draft; no later report, on record → weakly sourced",
     {POINT_2: ("text: The lock is shared., cite: [gazette-a]", "text: The lock is shared., cite: [tabloid]")}),
    ("compare.version", "Versions compared: one more column, Third draft; 0 points with a text, 3 not reported.",
     {PLAN: ("date: 2031-05-10, cite: [gazette-a]}\n",
             "date: 2031-05-10, cite: [gazette-a]}\n  - {id: third, label: Third draft, date: 2031-05-15, cite: [wire]}\n")}),
    ("compare.outcome", "First draft to Second draft, point 1: amended → deferred", {POINT_1: ("change: amended", "change: deferred")}),
    ("compare.words", "Point 1, First draft to Second draft: words marked", {POINT_1: ("Ships pay nine.", "Ships pay eight.")}),
    ("figure.change", "Toll in Second draft: 9 EUR → 8 EUR (before: 10)", {POINT_1: ("value: 9", "value: 8")}),
    ("support.reports", "Said, South in Talks at the lock: one report only → reported by 2 independent sources (up)",
     {TALKS: ("stance: rejects, paraphrase: It was said., cite: [gazette-a]",
              "stance: rejects, paraphrase: It was said., cite: [gazette-a, courier]")}),
    ("support.origins", "Is it so, Talks at the lock: one report only → 2 independent reports (up)",
     {TALKS: ("cite: [gazette-a]\nkind", "cite: [gazette-a, courier]\nkind")}),
    ("support.confirmed", "Confirmed by North, 18 May 2031, South in Talks at the lock",
     {LATER: later("north", "point-1", "open").replace("cite: [gazette-a]}", "cite: [gazette-a], corroborates: [talks#south-no]}")}),
    ("support.best-grade", "Best source, South in Speech on the toll: D → C (up)", {TABLOID: ("reliability: D", "reliability: C")}),
    ("evidence.single-report", "Statements on one report: 1 → 2 (worse).", {LATER: later("south", "point-3", "open", "wire")}),
    ("evidence.weak-statements", "Weakly sourced statements: 1 → 0 (better).", {TABLOID: ("reliability: D", "reliability: B")}),
    ("evidence.unchecked-quotations", "Quotations not found or not checked: 0 of 1 → 1 of 1 (worse).",
     {SPEECH: ("keep the river open", "hold the river open")}),
    ("evidence.uncited", "Without a source: 1 → 2 (worse).", {"content/actors/east.yaml": ("cite: [gazette-a]\n", "")}),
    ("evidence.contested", "Pages under an open dispute: 1 → 2.", {PAYS: ("about: [point-1]", "about: [point-1, point-3]")}),
    ("evidence.no-position", "Points without any position: 1 → 0 (better).", {LATER: later("south", "point-3", "open")}),
    ("evidence.reported-entries", "Entries of “Second draft” on one report or none: 2 → 1 (better).",
     {POINT_1: ("text: Ships pay nine., cite: [gazette-a]", "text: Ships pay nine., cite: [gazette-a, courier]")}),
    ("evidence.stale", "Due for review: 16 → 15 (better).", {POINT_3: ("plan: river", "reviewed: 2031-05-19\nplan: river")}),
    ("evidence.undated-sources", "Sources without a date: 0 → 1 (worse).", {WIRE: ("published: 2031-05-10\n", "")}),
    ("dispute.opened", "Opened: How deep? 2 accounts, both from one report.",
     {"content/disputes/deep.yaml": "title: How deep?\nsummary: It is open.\naccounts:\n"
      "  - {claim: Deep., held_by: [east], cite: [wire]}\n  - {claim: Flat., held_by: [west], cite: [wire]}\nabout: [point-3]\n"}),
    ("dispute.closed", "Resolved: Who pays?", {PAYS: ("about: [point-1]\n", "about: [point-1]\nstate: resolved\nresolution: All pay.\n")}),
    ("dispute.reopened", "Open again: Who began?", {BEGAN: ("state: resolved\nresolution: North began.\n", "")}),
    ("dispute.weight", "“South.”: 1 independent source → 2",
     {BEGAN: ("{claim: South., held_by: [wire]}", "{claim: South., held_by: [wire], cite: [courier]}")}),
    ("relation", "New: East met West (18 May 2031)",
     {LATER: event("Meeting", "2031-05-18", "kind: meeting\nparticipants: [east, west]\n")}),
    ("voice", "Ada Reed counts for South on 12 May 2031 (was: North)", {ENVOY: ("of: north", "of: south")}),
    ("role.on-the-day", "At Talks at the lock Ada Reed is: Ambassador, North (was: Envoy, North)", {ENVOY: ("title: Envoy", "title: Ambassador")}),
    ("timeline.order", "Earlier meeting stands between “Speech on the toll” and “Next round” now",
     {"content/events/earlier.yaml": ("2031-05-02", "2031-05-16")}),
    ("timeline.scheduled", "No longer scheduled: Next round, 2 June 2031 (cancelled)",
     {"content/events/next.yaml": ("state: scheduled", "state: cancelled")}),
    ("home.as_of", "Home page says “as of 22 May 2031” (was 20 May 2031).", {BRIEFING: ("2031-05-20", "2031-05-22")}),
    ("home.latest", "Latest events begin with: Later (18 May 2031). Before: Earlier meeting.", {LATER: event("Later", "2031-05-18", "")}),
    ("home.line", "Next: 3 June 2031: Next round.", {"content/events/next.yaml": ("2031-06-02", "2031-06-03")}),
    ("home.status-counts", "Status of the points at a glance: revised 1 → 0, left open 0 → 1; kept 1 and no later report 1, as before.",
     {POINT_1: ("change: amended", "change: deferred")}),
    ("home.matrix-rows", "Small matrix: + 2", {BRIEFING: ("points: [point-3]", "points: [point-3, point-2]")}),
    ("home.banner", "Banner gone, from 19 June 2031 on", {BRIEFING: ("review_after: 30\n", "")}),
    ("home.order", "Key events: “Speech on the toll” before “Talks at the lock”", {BRIEFING: ("[talks, speech]", "[speech, talks]")}),
    ("home.counts", "Counts: events 4 → 5.", {LATER: event("Later", "2031-05-18", "")}),
    ("address.redirect", "/events/first-meeting/ now leads to /events/earlier/ (Earlier meeting)",
     {"content/events/earlier.yaml": event("Earlier meeting", "2031-05-02", "kind: meeting\nformerly: [first-meeting]\n")}),
    ("address.gone", "/events/earlier/ leads nowhere", {"content/events/earlier.yaml": None}),
    ("address.anchor", "#south-no is now #south-refuses", {TALKS: ("id: south-no", "id: south-refuses")}),
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the briefing before the edits."""
    return written(tmp_path_factory.mktemp("base"), {})


def _found(base: Path, head: Path, type: str) -> list[BriefingChange]:
    return [change for change in briefgen.diff(base, base, head).changes if change.type == type]


@pytest.mark.parametrize(("type", "says", "edits"), CASES, ids=[case[0] for case in CASES])
def test_an_edit_makes_a_derived_change(base: Path, tmp_path: Path, type: str, says: str, edits: Edits) -> None:
    head = written(tmp_path, edits)
    found = _found(base, head, type)
    assert any(says in change.says for change in found), [change.says for change in found]
    assert all(change.because for change in found)
    back = _found(head, base, type) if type in _BOTH_WAYS else found
    assert len(back) == len(found)


_ONE_WAY = ("address.gone", "address.anchor", "dispute.closed", "dispute.reopened")
_BOTH_WAYS = frozenset(case[0] for case in CASES if case[0] not in _ONE_WAY)


def test_each_derived_type_has_an_edit_that_makes_it() -> None:
    assert {case[0] for case in CASES} == derived_types()


def test_each_type_of_the_published_schema_can_be_found() -> None:
    schema = json.loads((ROOT / "docs/diff.schema.json").read_text("utf-8"))
    names = set(schema["$defs"]["change"]["properties"]["type"]["enum"])
    sections = (
        "quotation",
        "cell",
        "status",
        "compare",
        "support",
        "evidence",
        "home",
        "address",
        "export",
        "timeline",
    )
    derived = {name for name in names if name.partition(".")[0] in sections}
    derived |= {"movement", "voices-differ", "row.between", "matrix.column", "figure.change", "relation", "voice"}
    derived |= {"role.on-the-day", *(f"dispute.{verb}" for verb in ("opened", "closed", "reopened", "weight"))}
    assert derived_types() | set(NEVER) == derived
    assert derived_types().isdisjoint(NEVER)
