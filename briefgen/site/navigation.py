"""The navigation: six groups of pages, in the order in which readers need them.

Material shows the groups as tabs, and the pages of the open group in the left column. A group without pages is left out, such as
the plan's in a briefing without plan. A page that no group lists belongs to the group of the closest list above it.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator

import msgspec

from briefgen.model.kinds.plan import Plan
from briefgen.site.shared import Site

FEATURES = ("navigation.tabs",)
"""What Material's theme needs to show the groups as tabs."""

_MOST_PLANS = 6
"""How many plans with points have their own lines; the pages of further plans are linked from the list of plans."""


class NavigationEntry(msgspec.Struct, frozen=True):
    """A line of the navigation: a label and the Markdown file of its page."""

    label: str
    uri: str


class NavigationGroup(msgspec.Struct, frozen=True):
    """A group of pages, which is a tab on wide screens."""

    label: str
    entries: tuple[NavigationEntry, ...]


_NOW = (
    NavigationEntry("State of play", "index.md"),
    NavigationEntry("What changed", "changes/index.md"),
    NavigationEntry("Timeline", "events/index.md"),
    NavigationEntry("Themes", "themes/index.md"),
)
_PEOPLE = (NavigationEntry("Who’s who", "actors/index.md"), NavigationEntry("Network", "network/index.md"))
_DISPUTED = (NavigationEntry("Disputed", "disputes/index.md"),)
_EVIDENCE = (
    NavigationEntry("Statements", "statements/index.md"),
    NavigationEntry("Sources", "sources/index.md"),
    NavigationEntry("How strong is the evidence", "quality/index.md"),
    NavigationEntry("How to read this briefing", "how-to-read/index.md"),
    NavigationEntry("Glossary", "glossary/index.md"),
)
_DATA = (
    NavigationEntry("Book", "book/index.md"),
    NavigationEntry("Index of names and titles", "search/index.md"),
)


def navigation(site: Site, uris: Collection[str]) -> tuple[NavigationGroup, ...]:
    """Return the groups of the navigation, with only the pages among ``uris``."""
    groups = (
        NavigationGroup("Now", _NOW),
        NavigationGroup("The plan", tuple(_plan_entries(site)) if site.corpus.of(Plan) else ()),
        NavigationGroup("People", _PEOPLE),
        NavigationGroup("Disputed", _DISPUTED),
        NavigationGroup("Evidence", _EVIDENCE),
        NavigationGroup("Data", _DATA),
    )
    kept = (
        NavigationGroup(group.label, tuple(entry for entry in group.entries if entry.uri in uris)) for group in groups
    )
    return tuple(group for group in kept if group.entries)


def _plan_entries(site: Site) -> Iterator[NavigationEntry]:
    plans = [plan for plan in site.corpus.of(Plan) if site.corpus.points.get(plan.id)]
    yield NavigationEntry("Points", "points/index.md")
    if len(plans) <= _MOST_PLANS:
        for plan in plans:
            of = f": {plan.title}" if len(plans) > 1 else ""
            yield NavigationEntry(f"Versions compared{of}", f"plans/{plan.id}/compare/index.md")
            yield NavigationEntry(f"Where the parties stand{of}", f"plans/{plan.id}/positions/index.md")
    yield NavigationEntry("Plans", "plans/index.md")


def as_setting(groups: tuple[NavigationGroup, ...]) -> list[dict[str, list[dict[str, str]]]]:
    """Return the navigation as MkDocs' setting `nav`.

    Labels are escaped, because themes print them unescaped.
    """
    return [{group.label: [{html.escape(entry.label): entry.uri} for entry in group.entries]} for group in groups]


def with_features(features: object) -> list[object]:
    """Return the theme's setting `features` with those that the navigation needs."""
    set_by_project = list(features) if isinstance(features, list) else []
    return [*set_by_project, *(name for name in FEATURES if name not in set_by_project)]


def list_above(uri: str, listed: Collection[str]) -> str | None:
    """Return the closest listed page above a page; None if only home is above it."""
    folder = uri.removesuffix("index.md").rstrip("/")
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if f"{folder}/index.md" in listed:
            return f"{folder}/index.md"
    return None
