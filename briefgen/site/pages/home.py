"""The home page: five lines, points by theme, disputes, events and people."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.site.by_day import ByDay
from briefgen.site.days import iso
from briefgen.site.five_lines import five_lines
from briefgen.site.home_days import earlier_days, slots
from briefgen.site.leading_people import leading_people
from briefgen.site.pages._base import Page, PartsFile
from briefgen.site.shared import Site
from briefgen.site.sources import uses_of
from briefgen.site.state_of_play import PointOnDay, by_theme, main_plan, state_of_play
from briefgen.site.weight import highlighted, weighed
from briefgen.text.markup import citations

MOST_ROWS = 50
"""The number of points that the home page names."""
MOST_AT_ONCE = 6
"""The number of points that a phone shows before a tap."""
MOST_SIGNS = 600
"""The number of signs that the home page has in total; with many parties it names fewer points."""
MOST_PLANS = 5
"""The number of other plans that the home page names."""
DAYS_FILE = "assets/briefgen/data/home-days.json"


class Points(msgspec.Struct, frozen=True):
    """The points of the plan as the home page shows them."""

    groups: list[tuple[str, list[PointOnDay]]]
    """The points by theme."""
    first: frozenset[str]
    """The ids of those that a phone shows at once: a few contested points and highlights, or all if there are none."""
    unnamed: int
    """The number of points that are too many to be named here."""

    @property
    def folded(self) -> int:
        """Return how many points a phone shows only on a tap."""
        return sum(len(group) for _, group in self.groups) - len(self.first)


def plan(site: Site) -> Iterator[Page | PartsFile]:
    """Yield the home page, and the file with its parts on earlier days."""
    corpus, briefing = site.corpus, site.briefing
    main = main_plan(site)
    plans = [one for one in corpus.of(Plan) if corpus.points.get(one.id) and (main is None or one.id != main.id)]
    by_day = ByDay(site, corpus.points[main.id] if main else ())
    state = state_of_play(site, by_day, main)
    points = points_shown(site, state.standings)
    rows = [standing.point.id for _, group in points.groups for standing in group]
    days = earlier_days(site, by_day)
    cited = (Citation(source=id, locator=locator or None) for id, locator in citations(briefing.headline or ""))
    yield Page(
        uri="index.md",
        template="pages/home.md.j2",
        title=briefing.title,
        description=briefing.description or "",
        view={
            "state": state,
            "lines": five_lines(site, state),
            "points": points,
            "old_after": old_after(site),
            "days": ",".join(map(iso, days)),
            "latest_day": iso(site.as_of.latest) if site.as_of else "",
            "days_file": DAYS_FILE,
            "people": leading_people(site),
            "other_plans": plans[:MOST_PLANS],
            "is_reviewed": any(brief.reviewed for brief in corpus.briefs.values()),
            "counts": {
                "events": len(corpus.events),
                "statements": len(corpus.statements),
                "actors": len(corpus.of(Actor)),
                "sources": len(corpus.of(Source)),
                "disputes": len(corpus.of(Dispute)),
            },
        },
        sources=uses_of(site, cited),
        has_toc=False,
    )
    if days:
        yield PartsFile(
            uri=DAYS_FILE,
            page="index.md",
            template="pages/home-days.json.j2",
            view={"slots": tuple(slots(site, by_day, main, rows))},
        )


def points_shown(site: Site, standings: tuple[PointOnDay, ...]) -> Points:
    """Return which points the page names, and which a phone shows at once."""
    chosen = {site.corpus.current(id) for id in site.highlights.points}
    known = {each.point.id: each for each in standings if each.is_contested or each.point.id in chosen}
    heaviest = highlighted(site, site.highlights.points, weighed(site, (each.point for each in known.values())))
    first = sorted((known[point.id] for point in heaviest), key=lambda each: not each.is_contested)
    most = max(1, min(MOST_ROWS, MOST_SIGNS // max(1, len(site.parties))))
    named = {each.point.id for each in (*first, *standings)[:most]} if len(standings) > most else None
    shown = [each for each in standings if named is None or each.point.id in named]
    at_once = frozenset(each.point.id for each in first[:MOST_AT_ONCE] or shown)
    return Points(by_theme(site, shown), at_once, len(standings) - len(shown))


def old_after(site: Site) -> str:
    """Return the ISO day after which the briefing is old; empty if not known.

    It is `review_after` days after the day that the briefing describes. The build never reads the clock.
    """
    if site.as_of is None or site.briefing.review_after is None or site.corpus.stands_on is not None:
        return ""
    year, month, day = site.as_of.latest
    if not 0 < year < 9999:
        return ""
    try:
        return (datetime.date(year, month, day) + datetime.timedelta(days=site.briefing.review_after)).isoformat()
    except OverflowError:
        return ""
