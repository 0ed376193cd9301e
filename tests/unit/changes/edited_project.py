"""The golden project `full` with changes of many kinds, for comparisons."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import FULL, write

_EVENTS = "content/events"
EDITS: tuple[tuple[str, str, str], ...] = (
    ("content/briefing.yaml", "as_of: 2031-05-20", "as_of: 2031-05-22"),
    ("content/briefing.yaml", "title: Navigation & trade", "title: Navigation, trade & tolls"),
    (
        "content/actors/gazette.yaml",
        "summary: A newspaper in both countries.",
        "summary: A daily newspaper in both countries.",
    ),
    ("content/actors/mara-vell.yaml", "name: Mara Vell", "name: Mara Well"),
    ("content/actors/mara-vell.yaml", "  - Minister Vell\n", "  - Minister Vell\n  - Mara Vell\n"),
    ("content/actors/mara-vell.yaml", "reviewed: 2031-05-01\n", "formerly: [mara-vell]\n"),
    ("content/actors/northland.yaml", "wikidata: Q42", "wikidata: Q421"),
    ("content/disputes/how-many-points.yaml", "state: resolved\n", ""),
    ("content/disputes/how-many-points.yaml", "resolution: The printed draft has two [@gazette-report, p. 1].\n", ""),
    (f"{_EVENTS}/2031-05-14-first-talks.yaml", "date: 2031-05-14\n", "date: 2031-05-14/2031-05-15\n"),
    (f"{_EVENTS}/2031-05-14-first-talks.yaml", "place: {name: Old Lock,", "place: {name: New Lock,"),
    (f"{_EVENTS}/2031-05-14-first-talks.yaml", "quote: No tolls on our own river", "quote: No toll on our own river"),
    (f"{_EVENTS}/2031-05-14-first-talks.yaml", "    stance: open\n", "    stance: accepts\n"),
    (
        f"{_EVENTS}/2031-05-14-first-talks.yaml",
        "cite: [gazette-report, wire-relay]",
        "cite: [wire-relay, gazette-report]",
    ),
    (f"{_EVENTS}/2031-06-signing.yaml", "state: scheduled", "state: postponed"),
    ("content/plans/river-plan.yaml", "parties: [northland, southland]", "parties: [southland, northland]"),
    (
        "content/plans/river-plan.yaml",
        "date: 2031-05-20, points: 2}",
        "date: 2031-05-20, points: 2}\n  - {id: third-draft, label: Third draft, date: 2031-05-22, points: 2}",
    ),
    (
        "content/points/point-tolls.yaml",
        "themes: [navigation]",
        """  - {in: third-draft, change: amended, text: Only cargo above 500 tonnes would pay., cite: [wire-relay]}
themes: [navigation, water]""",
    ),
    (
        "content/points/point-locks.yaml",
        "from: [point-tolls], cite: [wire-relay]}\n",
        "from: [point-tolls], cite: [wire-relay]}\n  - {in: third-draft, change: not-reported}\n",
    ),
    ("content/points/point-tolls.yaml", "Each ship pays a toll at the lock.", "Each ship pays two tolls at the lock."),
    ("content/sources/wire-relay.yaml", "reliability: D", "reliability: C"),
    ("content/sources/gazette-report.yaml", "accessed: 2031-05-16", "accessed: 2031-05-17"),
)
NEW_EVENT = """title: Talks at the weir
date: 2031-05-22
kind: talks
summary: The delegations met once more.
participants: [northland, captain-wells]
statements:
  - id: wells-third
    speaker: captain-wells
    about: [point-locks]
    stance: rejects
    quote: We will not share the locks
    cite: [wire-relay]
cite: [wire-relay]
"""


def edited(folder: Path) -> Path:
    """Write the changed project into a folder, and return the project's folder."""
    project = folder / "full"
    shutil.copytree(FULL, project, ignore=shutil.ignore_patterns("expected", "site"))
    for path, old, new in EDITS:
        text = (project / path).read_text("utf-8")
        assert old in text, (path, old)
        (project / path).write_text(text.replace(old, new), "utf-8")
    _rename(project, "mara-vell", "captain-wells")
    write(project, {f"{_EVENTS}/2031-05-22-weir.yaml": NEW_EVENT})
    (project / _EVENTS / "2031-05-19-second-talks.yaml").unlink()
    first = project / _EVENTS / "2031-05-14-first-talks.yaml"
    first.write_text(
        first.read_text("utf-8").replace("[river-plan@first-draft]", "[river-plan@first-draft]  # seen"), "utf-8"
    )
    plan = project / "content/plans/river-plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("event: 2031-05-19-second-talks", ""), "utf-8")
    return project


def _rename(project: Path, old: str, new: str) -> None:
    for path in sorted((project / "content").rglob("*.yaml")):
        text = path.read_text("utf-8")
        kept = text.replace(f"formerly: [{old}]", "formerly: [\0]").replace(old, new).replace("\0", old)
        path.write_text(kept, "utf-8")
    (project / f"content/actors/{old}.yaml").rename(project / f"content/actors/{new}.yaml")
