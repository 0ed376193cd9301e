"""Order of briefs on the home page: highlights first, then the rest by weight.

The weight of a brief is the number of statements about it, then that of independent origins behind it, then its newest
day. Names never decide, except between equal weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from briefgen.corpus.citations import cited
from briefgen.model.edtf import Day
from briefgen.model.kinds._base import Brief
from briefgen.site.shared import Site
from briefgen.text.name_order import by_name

B = TypeVar("B", bound=Brief)

_NEVER: Day = (-(10**9), 1, 1)


def weighed(site: Site, briefs: Iterable[B]) -> list[B]:
    """Return the briefs, heaviest first."""
    return sorted(briefs, key=lambda brief: (_lightness(site, brief), by_name(brief.label), brief.id))


def highlighted(site: Site, ids: Sequence[str], rest: Iterable[B]) -> list[B]:
    """Return the briefs with the highlights first, then the others as given.

    ``ids`` are the highlights, in their order; those that are not among the briefs are left out.
    """
    briefs = {brief.id: brief for brief in rest}
    first = dict.fromkeys(now for id in ids if (now := site.corpus.current(id)) in briefs)
    return [*(briefs[id] for id in first), *(brief for id, brief in briefs.items() if id not in first)]


def _lightness(site: Site, brief: Brief) -> tuple[int, int, int, Day]:
    said = site.spoken_about.get(brief.id, ())
    made = site.spoken_for.get(brief.id, ())
    origins = site.origins(tuple(cited(site.corpus, brief)))
    newest = max((one.date.earliest for one in (*said, *made)), default=_NEVER)
    year, month, day = newest
    return -len(said) - len(made), -len(origins), -len(site.corpus.backlinks.get(brief.id, ())), (-year, -month, -day)
