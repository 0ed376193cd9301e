"""An entry that is not reported has no text.

`not-reported` says that no source says anything of the point in that version. Where something was reported, but not the
wording, write `reported-in-part`.

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
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: not-reported, text: One report says that it was shortened.}

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
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: reported-in-part, text: One report says that it was shortened.}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity, UnplacedEdit, UnplacedFix
from briefgen.model.kinds.point import Point

CODE = "BG467"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield entries that are not reported and have a text or figures."""
    for point in corpus.of(Point):
        for index, entry in enumerate(point.versions):
            field = "text" if entry.text else "figures" if entry.figures else ""
            if entry.change == "not-reported" and field:
                at = ("versions", index, "change")
                fix = UnplacedFix("write `reported-in-part`", (UnplacedEdit(at, "reported-in-part"),))
                related = (Related("what is reported", point.id, ("versions", index, field)),)
                help = f"write `reported-in-part`, or remove `{field}` if nothing is reported"
                message = f"`not-reported`, but the entry has `{field}`"
                yield Finding(point.id, at, message, help=help, related=related, fix=fix)
