"""Corroboration in words: who reports a claim, for badges, lists and the terminal.

`analysis.corroboration` counts. A grade is never part of these words: it stands in the details behind them.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.corroboration import Backing, Standing, is_official_text
from briefgen.model import vocabulary
from briefgen.model.kinds.source import Source
from briefgen.site.shared import Site

NOTHING_COUNTS = "no report that counts"
ONE_ONLY = "one report only"
OFFICIAL = "official record"


def was_said(site: Site, standing: Standing) -> Iterator[str]:
    """Yield how many reports say that a statement was made, and who confirms it."""
    count = standing.count
    if standing.is_official:
        yield OFFICIAL
    if count > 1:
        yield f"reported by {count} independent sources"
    elif not standing.is_official:
        yield ONE_ONLY if count else NOTHING_COUNTS
    for side, basis in standing.confirmed_by:
        yield f"confirmed by {site.label(side)}{' (reported)' if basis == 'reported' else ''}"


def is_so(site: Site, backing: Backing) -> str:
    """Return who says that an event happened, an entry is right or an account holds."""
    if backing.only_side:
        return f"only {site.label(backing.only_side)} says so"
    return in_reports(backing.count)


def reliability(site: Site, source: str) -> str:
    """Return the meaning of a source's grade in words; empty without a grade.

    An official text graded A is an official record: the grade does not say that what it says is so.
    """
    found = site.corpus.find(source, Source)
    if found is None or found.reliability is None:
        return ""
    is_official = found.reliability == "A" and is_official_text(site.corpus, found)
    return OFFICIAL if is_official else vocabulary.RELIABILITY[found.reliability]


def in_reports(count: int) -> str:
    """Return a number of independent reports in words."""
    return NOTHING_COUNTS if count == 0 else ONE_ONLY if count == 1 else f"{count} independent reports"
