"""Nobody answers or contradicts what has not been said yet: what a statement responds to or disputes is another statement,
and no later one.

Bad:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    cite: [wire]
    statements:
      - id: answer
        speaker: ministry
        paraphrase: It was no answer.
        cite: [wire]
        responds_to: [2025-11-27-talks#offer]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: offer, speaker: ministry, paraphrase: It made an offer., cite: [wire]}

Good:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    cite: [wire]
    statements:
      - {id: answer, speaker: ministry, paraphrase: It was no answer., cite: [wire]}
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: offer
        speaker: ministry
        paraphrase: It made an offer.
        cite: [wire]
        responds_to: [2025-11-20-leak#answer]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.positions import statement_named, statement_path
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import Severity

CODE = "BG443"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield what answers or disputes itself or a statement that was certainly made later."""
    for made in corpus.statements.values():
        if made.statement.responds_to or made.statement.disputes:
            yield from _ahead(corpus, made, "responds_to", "answer", made.statement.responds_to)
            yield from _ahead(corpus, made, "disputes", "dispute", made.statement.disputes)


def _ahead(corpus: Corpus, made: StatementAt, field: str, verb: str, targets: tuple[str, ...]) -> Iterator[Finding]:
    for index, target in enumerate(targets):
        other = statement_named(corpus, target)
        if other is None:
            continue
        at = (*statement_path(made), field, index)
        id = made.statement.id
        if other is made:
            yield Finding(made.event.id, at, f"`{id}` cannot {verb} itself", help="name the other statement")
        elif made.date.is_before(other.date):
            message = f"`{id}` ({made.date}) cannot {verb} `{other.ref}` ({other.date})"
            help = f"name an earlier statement, or let `{other.ref}` name this one"
            related = (Related(f"made on {other.date}", other.event.id, (*statement_path(other), "id")),)
            yield Finding(made.event.id, at, message, help=help, related=related)
