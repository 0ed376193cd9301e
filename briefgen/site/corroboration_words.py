"""Corroboration in words: who reports a claim, for badges, lists and the terminal.

`analysis.corroboration` counts. A grade is never part of these words: it stands in the details behind them.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.corroboration import Backing, Standing, is_official_text
from briefgen.model import vocabulary
from briefgen.model.kinds.source import Source
from briefgen.site.shared import Site
from briefgen.text.messages import N_, gettext, ngettext

NOTHING_COUNTS = N_("no report that counts")
ONE_ONLY = N_("one report only")
OFFICIAL = N_("official record")


def was_said(site: Site, standing: Standing) -> Iterator[str]:
    """Yield how many reports say that a statement was made, and who confirms it."""
    count = standing.count
    if standing.is_official:
        yield gettext(OFFICIAL)
    if count > 1:
        yield ngettext("reported by %(count)s independent source", "reported by %(count)s independent sources", count)
    elif not standing.is_official:
        yield gettext(ONE_ONLY if count else NOTHING_COUNTS)
    for side, basis in standing.confirmed_by:
        if basis == "reported":
            yield gettext("confirmed by %(name)s (reported)", name=site.label(side))
        else:
            yield gettext("confirmed by %(name)s", name=site.label(side))


def is_so(site: Site, backing: Backing) -> str:
    """Return who says that an event happened, an entry is right or an account holds."""
    if backing.only_side:
        return gettext("only %(name)s says so", name=site.label(backing.only_side))
    return in_reports(backing.count)


def reliability(site: Site, source: str) -> str:
    """Return the meaning of a source's grade in words; empty without a grade.

    An official text graded A is an official record: the grade does not say that what it says is so.
    """
    found = site.corpus.find(source, Source)
    if found is None or found.reliability is None:
        return ""
    is_official = found.reliability == "A" and is_official_text(site.corpus, found)
    return gettext(OFFICIAL if is_official else vocabulary.RELIABILITY[found.reliability])


def in_reports(count: int) -> str:
    """Return a number of independent reports in words."""
    if count > 1:
        return ngettext("%(count)s independent report", "%(count)s independent reports", count)
    return gettext(ONE_ONLY if count else NOTHING_COUNTS)
