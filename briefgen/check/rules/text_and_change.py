"""An entry's `change` and `text` agree.

An `amended` text differs from the one before. An `unchanged` text keeps its wording.

Paraphrases of one text may differ, because they are in the editors' words. So an `unchanged` text is compared with
verbatim wording only. White space and citations are ignored.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, text: The border stays.}
      - {in: second-draft, change: amended, text: The border stays.}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, text: The border stays.}
      - {in: second-draft, change: amended, text: The border stays until both sides agree on another.}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import Step, negotiated_courses
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.point import Point
from briefgen.text.markup import CITATION

CODE = "BG429"
SEVERITY = Severity.WARNING

_NOT_ITS_TEXT = ("not-reported", "reported-in-part", "deferred")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield entries whose `text` contradicts their `change`."""
    for _, point, steps in negotiated_courses(corpus):
        last: Step | None = None
        wording: Step | None = None
        for step in steps:
            entry = step.entry
            if entry is None or entry.change in _NOT_ITS_TEXT:
                continue
            is_kept = entry.change == "unchanged"
            if entry.text and entry.change == "amended" and last and _words(entry.text) == _text(last):
                message = f"`amended`, but the text is that of `{last.version}`"
                help = "write `unchanged`, or give the text as it was amended"
                yield _finding(point, step, last, message, help)
            is_wording = bool(entry.text) and entry.wording == "verbatim"
            if entry.text and is_kept and is_wording and wording and _words(entry.text) != _text(wording):
                message = f"`unchanged`, but the wording is not that of `{wording.version}`"
                help = "write `amended`, or correct one of the two texts"
                yield _finding(point, step, wording, message, help)
            if entry.change in ("dropped", "moved"):
                last = wording = None
                continue
            last = step if entry.text else last if is_kept else None
            wording = step if is_wording else wording if is_kept else None


def _finding(point: Point, step: Step, before: Step, message: str, help: str) -> Finding:
    related = (Related(f"the text of `{before.version}`", point.id, ("versions", before.index, "text")),)
    return Finding(point.id, ("versions", step.index, "change"), message, help=help, related=related)


def _text(step: Step) -> list[str]:
    return _words(step.entry.text) if step.entry and step.entry.text else []


def _words(text: str) -> list[str]:
    return (CITATION.sub("", text) if "[@" in text else text).split()
