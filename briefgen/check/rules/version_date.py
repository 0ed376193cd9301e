"""A version is dated by the day it came out, so its date and that of the event that brought it overlap. Where they do
not, one of the two is wrong.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, date: 2025-11-10}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, date: 2025-11-20/2025-11-21}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import introductions
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG422"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every version dated certainly before or after the event that it came out at."""
    introduced = introductions(corpus)
    for target, (plan, version) in corpus.versions.items():
        date = version.date
        if date is None:
            continue
        # where the plan names an event, whether another one introduces the version too is not a question of dates
        event = corpus.find(version.event, Event) if version.event else None
        if event is None and target in introduced:
            event = introduced[target][0].event
        if event is None or not (date.is_before(event.date) or event.date.is_before(date)):
            continue
        at = ("versions", plan.versions.index(version), "date")
        message = f"`{version.id}` is dated {date}, the event that brought it {event.date}"
        related = (Related(f"dated {event.date} here", event.id, ("date",)),)
        help = "correct one of the two dates, or name the event where the version came out"
        yield Finding(plan.id, at, message, help=help, related=related)
