"""Days as text for scripts and data attributes."""

from __future__ import annotations

from functools import lru_cache

from briefgen.analysis.known_since import ALWAYS
from briefgen.model.edtf import Day, Edtf


def iso(day: Day) -> str:
    """Return a day as an ISO date; empty for `ALWAYS` and for years outside 1 to 9999."""
    return "" if day <= ALWAYS or not 0 < day[0] < 10_000 else f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


@lru_cache(maxsize=65536)
def days_of(date: Edtf | None) -> str:
    """Return a date as an ISO day, or as `first/last`; empty if unknown."""
    if date is None:
        return ""
    first, last = iso(date.earliest), iso(date.latest)
    return first if first == last else f"{first}/{last}"
