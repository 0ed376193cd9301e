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
from briefgen.text.messages import decimal, gettext, ngettext

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
        title=gettext("Themes"),
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
                title=theme.title
                if number == 1
                else gettext("%(title)s, page %(number)s", title=theme.title, number=number),
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


def counts(briefs: list[Brief]) -> list[str]:
    """Return how many briefs of each kind there are, in words."""
    return [_counted(name, len(list(group))) for name, group in groupby(briefs, key=kind_of)]


def _counted(kind: str, number: int) -> str:
    match kind:
        case "point":
            return ngettext("%(count)s point", "%(count)s points", number)
        case "dispute":
            return ngettext("%(count)s disputed question", "%(count)s disputed questions", number)
        case "event":
            return ngettext("%(count)s event", "%(count)s events", number)
        case "actor":
            return ngettext("%(count)s person or organisation", "%(count)s people and organisations", number)
        case "plan":
            return ngettext("%(count)s plan", "%(count)s plans", number)
        case "source":
            return ngettext("%(count)s source", "%(count)s sources", number)
        case _:
            return f"{decimal(number)} {kind if number == 1 else gettext(kinds()[kind].plural)}"


def _ordered(site: Site, kind: type[Brief]) -> tuple[Brief, ...]:
    if kind is Event:
        return tuple(reversed(site.corpus.events))
    if kind is Point:
        return tuple(point for _, points in sorted(site.corpus.points.items()) for point in points)
    if kind is Dispute:
        chosen = highlighted(site, site.highlights.disputes, site.by_label(Dispute))
        return tuple(sorted(chosen, key=lambda dispute: isinstance(dispute, Dispute) and dispute.state != "open"))
    return site.by_label(kind)
