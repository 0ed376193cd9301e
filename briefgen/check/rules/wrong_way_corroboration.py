"""What confirms comes after what it confirms, and is another statement. Two statements cannot each be the one that the other
rests on, and none can confirm and dispute the same one; every such link would count as evidence.

Bad:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    cite: [wire]
    statements:
      - id: first
        speaker: ministry
        paraphrase: It had seen the list.
        cite: [wire]
        corroborates: [2025-11-27-talks#second]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: second, speaker: ministry, paraphrase: The list was seen., cite: [wire]}

Good:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    cite: [wire]
    statements:
      - {id: first, speaker: ministry, paraphrase: It had seen the list., cite: [wire]}
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: second
        speaker: ministry
        paraphrase: The list was seen.
        cite: [wire]
        corroborates: [2025-11-20-leak#first]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.positions import statement_named, statement_path
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import At, Severity

CODE = "BG444"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield what confirms itself, a later statement, one that confirms it, or one that it disputes."""
    for made in corpus.statements.values():
        for index, target in enumerate(made.statement.corroborates):
            other = statement_named(corpus, target)
            if other is not None:
                found = _wrong(corpus, made, (*statement_path(made), "corroborates", index), other)
                if found is not None:
                    yield found


def _wrong(corpus: Corpus, made: StatementAt, at: At, other: StatementAt) -> Finding | None:
    id, place_of_other = made.statement.id, statement_path(other)
    if other is made:
        return Finding(made.event.id, at, f"`{id}` confirms itself", help="name the other statement")
    if _names(corpus, made.statement.disputes, other):
        message = f"`{id}` both disputes and confirms `{other.ref}`"
        related = (Related("disputed here", made.event.id, (*statement_path(made), "disputes")),)
        help = "keep one of the two, or make two statements of it"
        return Finding(made.event.id, at, message, help=help, related=related)
    if made.date.is_before(other.date):
        message = f"`{id}` ({made.date}) confirms `{other.ref}` ({other.date}), which came later"
        related = (Related(f"made on {other.date}", other.event.id, (*place_of_other, "id")),)
        help = f"take it out here and add `corroborates: [{made.ref}]` there"
        return Finding(made.event.id, at, message, help=help, related=related)
    # of two that confirm each other, the wrong one is the earlier, found above; of one day, the one that is read second
    if (
        _names(corpus, other.statement.corroborates, made)
        and not other.date.is_before(made.date)
        and other.ref < made.ref
    ):
        related = (Related("and here the other way", other.event.id, (*place_of_other, "corroborates")),)
        message = f"`{id}` and `{other.ref}` confirm each other"
        return Finding(made.event.id, at, message, help="keep the one that came second", related=related)
    return None


def _names(corpus: Corpus, targets: tuple[str, ...], other: StatementAt) -> bool:
    return any(statement_named(corpus, target) is other for target in targets)
