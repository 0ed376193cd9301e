"""The accounts of a dispute must not all go back to one report.

Different accounts should come from different origins. If the sources of all accounts relay one report, only that
report says that there is a dispute. For each account, cite who gives it, or describe the dispute as something that
this report says. The message lists the relays that lead from the sources to the report.

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

from briefgen.analysis.origins import relaying, single_origin
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.source import Source

CODE = "BG461"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield disputes whose accounts, each with sources, all go back to one report."""
    for dispute in corpus.of(Dispute):
        if not all(account.cite for account in dispute.accounts):
            continue
        sources = [id for account in dispute.accounts for id in _sources(corpus, account)]
        origin = single_origin(corpus, sources)
        if origin is not None:
            chains = relaying(corpus, sources, origin.id)
            message = f"all accounts go back to one report, `{origin.id}`{f': {chains}' if chains else ''}"
            help = "cite an independent source for each account"
            related = (Related("the only origin", origin.id),)
            yield Finding(dispute.id, ("accounts",), message, help=help, related=related, key=True)


def _sources(corpus: Corpus, account: Account) -> Iterator[str]:
    """Yield an account's sources: those it cites, and those that hold it."""
    yield from (citation.source for citation in account.cite)
    yield from (id for id in account.held_by if corpus.find(id, Source))
