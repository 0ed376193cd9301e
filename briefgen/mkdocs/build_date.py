"""The day that stands for the time of a build: the content's own and never today's, so that the same content gives the same bytes.

Used by the MkDocs adapter, for the sitemap, for the time in its compressed copy, and for themes that tell the time of the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Day

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment's word for the time of a build, in seconds since 1970 (reproducible-builds.org)."""
# what a sitemap and gzip can hold
_FIRST: Day = (1970, 1, 1)
_LAST: Day = (2099, 12, 31)


class NotATime(Exception):
    """The environment holds no time; the text says what it holds."""


def asked(environment: Mapping[str, str]) -> Day | None:
    """Return the day that the environment asks for, if it does.

    Raises NotATime.
    """
    if EPOCH not in environment:
        return None
    try:
        time = datetime.fromtimestamp(int(environment[EPOCH]), UTC)
    except (ValueError, OverflowError, OSError):
        raise NotATime(f"{EPOCH}: `{environment[EPOCH]}` is no number of seconds since 1970") from None
    return (time.year, time.month, time.day)


def build_day(corpus: Corpus, asked: Day | None) -> datetime:
    """Return the day that is asked for, else the one that the briefing describes; a site as of a day tells none after that."""
    stands = corpus.stands_on or (corpus.as_of if asked is None else None)
    days = [day for day in (asked, stands.latest if stands else None) if day is not None]
    return datetime(*min(max(min(days, default=_FIRST), _FIRST), _LAST), tzinfo=UTC)
