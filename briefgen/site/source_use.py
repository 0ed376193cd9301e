"""The list of sources: how much rests on each, and what role it has.

The most used sources come first, because readers ask what the briefing stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from briefgen.analysis.corroboration import is_official_text
from briefgen.model.kinds.source import Source
from briefgen.site.corroboration_words import OFFICIAL, reliability
from briefgen.site.dead_links import reading
from briefgen.site.shared import Site
from briefgen.text.messages import N_, gettext, ngettext
from briefgen.text.name_order import by_name

_OFTEN = 10
_GROUPS = (
    ("cited-often", N_("Cited on ten pages or more")),
    ("cited-again", N_("Cited on two to nine pages")),
    ("cited-once", N_("Cited on one page")),
    ("not-cited", N_("Cited on no page")),
)


class UsedSource(msgspec.Struct, frozen=True):
    """A source with the number of statements and pages that cite it."""

    source: Source
    statements: frozenset[str]
    pages: int
    relayed_by: int

    @property
    def group(self) -> tuple[str, str]:
        """Return the anchor and the heading of the source's group."""
        return _GROUPS[0 if self.pages >= _OFTEN else 1 if self.pages > 1 else 2 if self.pages else 3]


def by_use(site: Site) -> tuple[UsedSource, ...]:
    """Return all sources: by number of pages, then of statements, most first."""
    return tuple(sorted((_used(site, source) for source in site.corpus.of(Source)), key=_order))


def _used(site: Site, source: Source) -> UsedSource:
    cited = site.cited.get(source.id, ())
    pages = {use.id for use in cited}
    relaying = 0
    for link in site.corpus.backlinks.get(source.id, ()):
        if link.field == "relays":
            relaying += 1
        else:
            pages.add(link.id)
    statements = frozenset(use.ref for use in cited if use.ref in site.corpus.statements)
    return UsedSource(source, statements, len(pages), relaying)


def _order(used: UsedSource) -> tuple[object, ...]:
    return -used.pages, -len(used.statements), by_name(used.source.label), used.source.id


def grouped(rows: Sequence[UsedSource]) -> list[tuple[str, str, list[UsedSource]]]:
    """Return the sources in groups by number of pages: anchor, heading and sources."""
    return [
        (anchor, gettext(heading), list(found)) for (anchor, heading), found in groupby(rows, key=lambda row: row.group)
    ]


def sentence(site: Site, rows: Sequence[UsedSource]) -> str:
    """Return how many sources half of the statements rest on, in one sentence."""
    total = len(site.corpus.statements)
    needed = _needed_for_half(rows, total)
    if needed == 0:
        return ngettext("%(count)s source, in the order of use.", "%(count)s sources, in the order of use.", len(rows))
    if needed == len(rows):
        return gettext("Half of the statements rest on no fewer than all sources.")
    return ngettext(
        "One of %(sources)s sources stands behind at least half of the %(statements)s statements.",
        "%(count)s of %(sources)s sources stand behind at least half of the %(statements)s statements.",
        needed,
        sources=len(rows),
        statements=total,
    )


def _needed_for_half(rows: Sequence[UsedSource], total: int) -> int:
    """Return how many sources, those with the most statements first, half of the statements cite."""
    found: set[str] = set()
    by_statements = sorted(rows, key=lambda row: -len(row.statements))
    for number, row in enumerate(by_statements, 1):
        found |= row.statements
        if found and 2 * len(found) >= total:
            return number
    return 0


def words(site: Site, used: UsedSource) -> Iterator[str]:
    """Yield what readers should know of a source: its use, its role and its grade."""
    if used.statements:
        yield ngettext("%(count)s statement", "%(count)s statements", len(used.statements))
    if used.pages:
        yield ngettext("%(count)s page", "%(count)s pages", used.pages)
    role = _role(site, used.source)
    yield role
    if used.relayed_by:
        yield ngettext("republished by %(count)s source", "republished by %(count)s sources", used.relayed_by)
    grade = reliability(site, used.source.id) or gettext("not graded")
    if grade != role:
        yield grade
    read = reading(site.corpus, used.source)
    if read.state:
        yield gettext("archived copy, the original no longer works") if read.copy else read.state


def _role(site: Site, source: Source) -> str:
    if is_official_text(site.corpus, source):
        return gettext(OFFICIAL)
    if len(source.relays) == 1:
        return gettext("republishes %(source)s", source=site.label(source.relays[0]))
    if source.relays:
        return ngettext("republishes %(count)s source", "republishes %(count)s sources", len(source.relays))
    return gettext("report")
