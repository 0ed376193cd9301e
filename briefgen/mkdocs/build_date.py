"""The build date, from the content or SOURCE_DATE_EPOCH (reproducible builds).

It is never today's date, so that the same content gives the same bytes. The MkDocs adapter uses it for the sitemap, for the
timestamp in the sitemap's compressed copy, and for themes that show the build date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Day

EPOCH = "SOURCE_DATE_EPOCH"
"""Environment variable: the time of a build in seconds since 1970 (reproducible-builds.org)."""
# the dates that a sitemap and gzip can represent
_FIRST: Day = (1970, 1, 1)
_LAST: Day = (2099, 12, 31)


class NotATime(Exception):
    """SOURCE_DATE_EPOCH is not a time; the message quotes its value."""


def asked(environment: Mapping[str, str]) -> Day | None:
    """Return the day in SOURCE_DATE_EPOCH, or None if it is not set.

    Raises NotATime if its value is not a number of seconds.
    """
    if EPOCH not in environment:
        return None
    try:
        time = datetime.fromtimestamp(int(environment[EPOCH]), UTC)
    except (ValueError, OverflowError, OSError):
        raise NotATime(f"{EPOCH}: `{environment[EPOCH]}` is not a number of seconds since 1970") from None
    return (time.year, time.month, time.day)


def build_day(corpus: Corpus, asked: Day | None) -> datetime:
    """Return the requested day, or else the `as_of` day of the briefing.

    For a site as of an earlier day, the result is not later than that day.
    """
    stands = corpus.stands_on or (corpus.as_of if asked is None else None)
    days = [day for day in (asked, stands.latest if stands else None) if day is not None]
    return datetime(*min(max(min(days, default=_FIRST), _FIRST), _LAST), tzinfo=UTC)
