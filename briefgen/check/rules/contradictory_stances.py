"""An actor cannot accept and reject the same thing on one day.

It may have happened. More often, one of the statements is about something narrower, was made on behalf of another
actor, or states a condition rather than a refusal. The matrix can show only one of them.

Not reported: statements with different times, statements of which one disputes or answers the other, and inexact
dates.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: yes, speaker: ministry, about: [point-01], stance: accepts, paraphrase: It agreed., cite: [wire]}
      - {id: no, speaker: ministry, about: [point-01], stance: rejects, paraphrase: It refused., cite: [wire]}

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: yes, speaker: ministry, about: [point-01], stance: accepts, paraphrase: It agreed., cite: [wire]}
      - id: no
        date: 2025-11-28
        speaker: ministry
        about: [point-01]
        stance: rejects
        paraphrase: It refused.
        cite: [wire]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefgen.analysis.positions import holders, statement_path, subject_of
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import Severity
from briefgen.model.edtf import Day

CODE = "BG442"
SEVERITY = Severity.WARNING

_ACCEPTS = ("accepts", "accepts-with-conditions")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements whose stance contradicts another of the same actor and day."""
    found: dict[tuple[Day, str, str], list[StatementAt]] = defaultdict(list)
    for made in corpus.statements.values():
        stance = made.statement.stance
        if stance is None or (stance != "rejects" and stance not in _ACCEPTS) or not made.date.is_exact:
            continue
        for actor in holders(corpus, made):
            for subject in dict.fromkeys(subject_of(corpus, about) for about in made.statement.about):
                found[made.date.earliest, actor, subject].append(made)
    for (_, actor, subject), statements in found.items():
        for later, made in enumerate(statements[1:], 1):
            other = next((m for m in statements[:later] if _contradict(m, made)), None)
            if other is not None:
                yield _finding(actor, subject, made, other)
                break


def _contradict(one: StatementAt, two: StatementAt) -> bool:
    if (one.statement.stance == "rejects") is (two.statement.stance == "rejects"):
        return False
    times = [made.date.start.time if made.date.start else "" for made in (one, two)]
    if all(times) and times[0] != times[1]:
        return False
    return two.ref not in _linked(one) and one.ref not in _linked(two)


def _linked(made: StatementAt) -> tuple[str, ...]:
    return made.statement.responds_to + made.statement.disputes


def _finding(actor: str, subject: str, made: StatementAt, other: StatementAt) -> Finding:
    message = f"`{actor}` {made.statement.stance} `{subject}`, and {other.statement.stance} it on the same day"
    related = (Related(f"{other.statement.stance} here", other.event.id, (*statement_path(other), "stance")),)
    help = "correct one of the two, or give each a `date` with its time if one was made after the other"
    return Finding(made.event.id, (*statement_path(made), "stance"), message, help=help, related=related)
