"""Accounts that differ come from different places. Where the sources of all of them go back to one report, nobody but that
report says that there is a dispute: cite for each account who tells it, or tell it as what that report says. The message says
by which relays the sources go back to the report.

Bad:

    # content/disputes/how-many.yaml
    title: How many points did it have?
    summary: Accounts differ.
    accounts:
      - {claim: Nineteen, held_by: [ministry], cite: [wire]}
      - {claim: Twenty, held_by: [ministry], cite: [wire]}
    about: [plan]
    cite: [wire]

Good:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/disputes/how-many.yaml
    title: How many points did it have?
    summary: Accounts differ.
    accounts:
      - {claim: Nineteen, held_by: [ministry], cite: [gazette]}
      - {claim: Twenty, held_by: [wire], cite: [wire]}
    about: [plan]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.corroboration import relaying
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.citations import origins
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.source import Source

CODE = "BG461"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the disputes whose accounts, each with sources of its own, all go back to one report."""
    for dispute in corpus.of(Dispute):
        if not all(account.cite for account in dispute.accounts):
            continue
        sources = [id for account in dispute.accounts for id in _sources(corpus, account)]
        found = origins(corpus, sources)
        if len(found) == 1 and found[0] in corpus.briefs:
            chains = relaying(corpus, sources, found[0])
            message = f"all accounts go back to one report, `{found[0]}`{f': {chains}' if chains else ''}"
            help = "cite for each account a source that found it out by itself"
            related = (Related("the one origin", found[0]),)
            yield Finding(dispute.id, ("accounts",), message, help=help, related=related, key=True)


def _sources(corpus: Corpus, account: Account) -> Iterator[str]:
    """Yield the sources of an account: those cited for it, and those that hold it."""
    yield from (citation.source for citation in account.cite)
    yield from (id for id in account.held_by if corpus.find(id, Source))
