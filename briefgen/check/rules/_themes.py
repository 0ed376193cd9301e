"""Themes that briefs name, that the briefing lists, and that seem to be renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.text.suggest import nearest

_FEWEST = 2
"""The fewest briefs that make a renamed key likelier than a misspelt theme."""


class Uses(msgspec.Struct, frozen=True):
    """The uses of themes: unknown ones by place, renamed ones, and unused ones.

    A place is the id of a brief and an index.
    """

    unknown: Mapping[str, list[tuple[str, int]]]
    renamed: Mapping[str, str]
    """The present key by the name that briefs still use."""
    unused: tuple[str, ...]


def theme_uses(corpus: Corpus) -> Uses:
    """Return how the briefs of a corpus use the themes of its briefing."""
    listed = corpus.briefing.themes
    unknown: dict[str, list[tuple[str, int]]] = defaultdict(list)
    used: set[str] = set()
    for brief in corpus.briefs.values():
        for index, theme in enumerate(brief.themes):
            if theme in listed:
                used.add(theme)
            else:
                unknown[theme].append((brief.id, index))
    unused = [theme for theme in listed if theme not in used]
    frequent = [theme for theme, places in unknown.items() if len(places) >= _FEWEST]
    renamed: dict[str, str] = {}
    for theme in frequent:
        near = nearest(theme, unused) or (unused[0] if len(unused) == 1 == len(frequent) else "")
        if near and near not in renamed.values():
            renamed[theme] = near
    return Uses(unknown, renamed, tuple(unused))
