"""The themes: a hub, and the pages of each theme with all that is filed under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site
from briefgen.site.weight import highlighted

ROWS = 100
"""The number of cards on one page of a theme."""
ORDER = ("point", "dispute", "event")
"""The kinds that come first, because they say where a matter stands."""


def plan(site: Site) -> Iterator[Page]:
    """Yield the hub and the pages of each theme."""
    filed = filed_under(site)
    themes = site.briefing.themes
    yield Page(
        uri="themes/index.md",
        template="pages/themes.md.j2",
        title="Themes",
        view={"themes": [(id, theme, counts(filed[id])) for id, theme in themes.items()]},
        is_listing=True,
        has_toc=False,
    )
    for id, theme in themes.items():
        total = max(1, -(-len(filed[id]) // ROWS))
        for number in range(1, total + 1):
            part = filed[id][(number - 1) * ROWS : number * ROWS]
            yield Page(
                uri=f"themes/{id}/index.md" if number == 1 else f"themes/{id}/page/{number}/index.md",
                template="pages/theme.md.j2",
                title=theme.title if number == 1 else f"{theme.title}, page {number}",
                description=site.prose.plain(theme.description) if theme.description else "",
                view={
                    "id": id,
                    "theme": theme,
                    "counts": counts(filed[id]),
                    "groups": [(kinds()[name].plural, list(briefs)) for name, briefs in groupby(part, key=kind_of)],
                    "number": number,
                    "total": total,
                    "first": (number - 1) * ROWS + 1,
                    "last": (number - 1) * ROWS + len(part),
                    "count": len(filed[id]),
                },
                is_listing=number > 1,
            )


def filed_under(site: Site) -> dict[str, list[Brief]]:
    """Return what is filed under each theme: points, disputes and events first.

    Points are in the order of their plan, open disputes before settled ones, and the newest events first.
    """
    found: dict[str, list[Brief]] = {theme: [] for theme in site.briefing.themes}
    for name in sorted(kinds(), key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)):
        for brief in _ordered(site, kinds()[name]):
            for id in dict.fromkeys(brief.themes):
                if id in found:
                    found[id].append(brief)
    return found


def counts(briefs: list[Brief]) -> list[tuple[str, int]]:
    """Return how many briefs of each kind there are: its word, and the number."""
    found = [(name, len(list(group))) for name, group in groupby(briefs, key=kind_of)]
    return [(_NAMES.get(name, (name, kinds()[name].plural))[number != 1], number) for name, number in found]


_NAMES = {
    "point": ("point", "points"),
    "dispute": ("disputed question", "disputed questions"),
    "event": ("event", "events"),
    "actor": ("person or organisation", "people and organisations"),
    "plan": ("plan", "plans"),
    "source": ("source", "sources"),
}


def _ordered(site: Site, kind: type[Brief]) -> tuple[Brief, ...]:
    if kind is Event:
        return tuple(reversed(site.corpus.events))
    if kind is Point:
        return tuple(point for _, points in sorted(site.corpus.points.items()) for point in points)
    if kind is Dispute:
        chosen = highlighted(site, site.highlights.disputes, site.by_label(Dispute))
        return tuple(sorted(chosen, key=lambda dispute: isinstance(dispute, Dispute) and dispute.state != "open"))
    return site.by_label(kind)
