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
from briefgen.text.messages import N_, gettext, lazy

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
    NavigationEntry(N_("State of play"), "index.md"),
    NavigationEntry(N_("What changed"), "changes/index.md"),
    NavigationEntry(N_("Timeline"), "events/index.md"),
    NavigationEntry(N_("Themes"), "themes/index.md"),
)
_PEOPLE = (NavigationEntry(N_("Who’s who"), "actors/index.md"), NavigationEntry(N_("Network"), "network/index.md"))
_DISPUTED = (NavigationEntry(N_("Disputed"), "disputes/index.md"),)
_EVIDENCE = (
    NavigationEntry(N_("Statements"), "statements/index.md"),
    NavigationEntry(N_("Sources"), "sources/index.md"),
    NavigationEntry(N_("How strong is the evidence"), "quality/index.md"),
    NavigationEntry(N_("How to read this briefing"), "how-to-read/index.md"),
    NavigationEntry(N_("Glossary"), "glossary/index.md"),
)
_DATA = (
    NavigationEntry(N_("Book"), "book/index.md"),
    NavigationEntry(N_("Index of names and titles"), "search/index.md"),
)


def navigation(site: Site, uris: Collection[str]) -> tuple[NavigationGroup, ...]:
    """Return the groups of the navigation, with only the pages among ``uris``."""
    groups = (
        NavigationGroup(gettext("Now"), _NOW),
        NavigationGroup(gettext("The plan"), tuple(_plan_entries(site)) if site.corpus.of(Plan) else ()),
        NavigationGroup(gettext("People"), _PEOPLE),
        NavigationGroup(gettext("Disputed"), _DISPUTED),
        NavigationGroup(gettext("Evidence"), _EVIDENCE),
        NavigationGroup(gettext("Data"), _DATA),
    )
    kept = (
        NavigationGroup(group.label, tuple(_translated(entry) for entry in group.entries if entry.uri in uris))
        for group in groups
    )
    return tuple(group for group in kept if group.entries)


def _translated(entry: NavigationEntry) -> NavigationEntry:
    return NavigationEntry(gettext(entry.label), entry.uri)


def _plan_entries(site: Site) -> Iterator[NavigationEntry]:
    plans = [plan for plan in site.corpus.of(Plan) if site.corpus.points.get(plan.id)]
    yield NavigationEntry(N_("Points"), "points/index.md")
    if len(plans) <= _MOST_PLANS:
        for plan in plans:
            compared, stands = N_("Versions compared"), N_("Where the parties stand")
            if len(plans) > 1:
                compared = lazy("Versions compared: %(plan)s", plan=plan.title)
                stands = lazy("Where the parties stand: %(plan)s", plan=plan.title)
            yield NavigationEntry(compared, f"plans/{plan.id}/compare/index.md")
            yield NavigationEntry(stands, f"plans/{plan.id}/positions/index.md")
    yield NavigationEntry(N_("Plans"), "plans/index.md")


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
