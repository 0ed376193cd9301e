"""Former addresses and anchors of pages, for links that readers kept.

A list that is in another order now has no headings for its former groups. The anchors of these stand in it at the place that
comes nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.model.kinds.source import Source

_MOVED = {"network/table/page/": "network/page/"}
"""Folders of numbered pages, and where these were before."""

NETWORK = ("relations", "met", "answered", "disputes", "part-of", "speaks-for", "voices-differ")
"""Anchors of the tables that the page of the network had."""
ACTORS = ("states", "people", "organisations", "groups", "offices", "outlets")
"""Anchors of the kinds of actors that who's who had."""
THEME = ("plan-points", "what-is-contested")
"""Anchors of the groups that the page of a theme had."""


def moved_pages(uris: Iterable[str]) -> dict[str, str]:
    """Return the former Markdown file of each page that moved with its folder."""
    return {old + uri.removeprefix(new): uri for uri in uris for new, old in _MOVED.items() if uri.startswith(new)}


def letter_anchors(sources: Sequence[Source]) -> Mapping[str, str]:
    """Return the anchor of each letter, by the id of its first source.

    The list of sources was in the order of the alphabet before.
    """
    firsts = {source.label[:1].casefold(): source.id for source in reversed(sources)}
    return {id: f"letter-{letter}" for letter, id in firsts.items() if letter.isascii() and letter.isalnum()}
