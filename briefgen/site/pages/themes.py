"""The themes: a hub, and one page for each theme with all its briefs."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the hub and the page of each theme."""
    filed: dict[str, list[Brief]] = {theme: [] for theme in site.briefing.themes}
    for kind in kinds().values():
        if kind is Event:
            briefs: tuple[Brief, ...] = tuple(reversed(site.corpus.events))
        elif kind is Point:
            briefs = tuple(point for _, points in sorted(site.corpus.points.items()) for point in points)
        else:
            briefs = site.by_label(kind)
        for brief in briefs:
            for id in brief.themes:
                filed[id].append(brief)
    themes = site.briefing.themes
    yield Page(
        uri="themes/index.md",
        template="pages/themes.md.j2",
        title="Themes",
        view={"themes": [(id, theme, len(filed[id])) for id, theme in themes.items()]},
        is_listing=True,
        has_toc=False,
    )
    for id, theme in themes.items():
        groups = [(kind.plural, [b for b in filed[id] if kind_of(b) == name]) for name, kind in kinds().items()]
        yield Page(
            uri=f"themes/{id}/index.md",
            template="pages/theme.md.j2",
            title=theme.title,
            description=site.prose.plain(theme.description) if theme.description else "",
            view={"id": id, "theme": theme, "groups": [(plural, briefs) for plural, briefs in groups if briefs]},
        )
