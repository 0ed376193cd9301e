"""Date suggestions: only for dates in other formats that are unambiguous."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import edtf

MEANT = {
    "27 November 2025": "2025-11-27",
    "27 Nov. 2025": "2025-11-27",
    "27-Nov-2025": "2025-11-27",
    "27th of November, 2025": "2025-11-27",
    "Thursday 27 November 2025": "2025-11-27",
    "November 27, 2025": "2025-11-27",
    "2025 Nov 27": "2025-11-27",
    "Nov 2025": "2025-11",
    "Sept. 2025": "2025-09",
    "spring 2025": "2025-21",
    "27.11.2025": "2025-11-27",
    "11/27/2025": "2025-11-27",
    "27/11/2025": "2025-11-27",
    "5.5.2025": "2025-05-05",
    "2025/11/27": "2025-11-27",
    "2025.11.27": "2025-11-27",
    "2025-1-5": "2025-01-05",
    "20251127": "2025-11-27",
    "11/2025": "2025-11",
    "2025\u201111\u201127": "2025-11-27",
    " 2025\n": "2025",
    "2025-11-27 14:30": "2025-11-27T14:30",
    "2025-11-27T9:30": "2025-11-27T09:30",
    "2025-11-27T14:30:00.000Z": "2025-11-27T14:30:00Z",
    "2025-11-27, 14:30 UTC": "2025-11-27T14:30Z",
    "2025-11-27 at 14:30 +06:00": "2025-11-27T14:30+06:00",
    "27 November 2025 2:30 pm": "2025-11-27T14:30",
    "2025-11-27 12:05 am": "2025-11-27T00:05",
    "about November 2025": "2025-11~",
    "c. 2025": "2025~",
    "~2025": "2025~",
    "2025 ?": "2025?",
    "2025?~": "2025%",
    "2025??": "2025?",
    "2010s": "201X",
    "2025-11-xx": "2025-11-XX",
    "23–24 November 2025": "2025-11-23/2025-11-24",
    "November 23-24, 2025": "2025-11-23/2025-11-24",
    "between 23 and 24 November 2025": "2025-11-23/2025-11-24",
    "23 November – 2 December 2025": "2025-11-23/2025-12-02",
    "2025-11-23 to 2025-11-24": "2025-11-23/2025-11-24",
    "2025-11-23 - 2025-11-24": "2025-11-23/2025-11-24",
    "2025-11-23/24": "2025-11-23/2025-11-24",
    "2025-2026": "2025/2026",
    "since 27 November 2025": "2025-11-27/..",
    "2025-11-27/now": "2025-11-27/..",
    "until 2025": "../2025",
    "../27 Nov 2025": "../2025-11-27",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_unambiguous_invalid_date_gets_a_suggestion(text: str, meant: str) -> None:
    assert edtf.suggestion(text) == meant
    with pytest.raises(edtf.NotADate, match=f"^write `{re.escape(meant)}`$"):
        edtf.parse(text)


OPEN = (
    *("", "?", "~", "~~", "/", "since", "to", "from to", "- ", "1/1/1/1", "x" * 99),
    *("05/06/2025", "2025/11", "27.11.25", "Nov 27", "27 Nov 28 2025", "yesterday"),
    *("2025-13-01", "2025-11-31", "31 November 2025", "Spring 3 2025", "2025-11-27T25:00", "2025-11-24/2025-11-23"),
    *("2025-11-27T14:30 CET", "Q3 2025"),
)


@pytest.mark.parametrize("text", OPEN)
def test_ambiguous_or_unknown_date_gets_no_suggestion(text: str) -> None:
    assert edtf.suggestion(text) == ""


@pytest.mark.parametrize(
    "text", ["2025", "2025-11-27", "2025~", "201X", "2025-21", "2025-11-23/..", "2025-11-27T14:30Z"]
)
def test_valid_date_gets_no_suggestion(text: str) -> None:
    assert edtf.suggestion(text) == ""


@given(
    st.dates(datetime.date(1000, 1, 1)), st.sampled_from(("%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d %b %Y", "%Y%m%d"))
)
def test_every_day_is_recognised_in_common_formats(day: datetime.date, form: str) -> None:
    assert edtf.suggestion(day.strftime(form)) == day.isoformat()


@given(st.text(st.sampled_from("0123456789-/.,:~?%TZXxs novaprilte\u2013"), max_size=40))
def test_suggestion_is_a_valid_date(text: str) -> None:
    meant = edtf.suggestion(text)
    assert meant == "" or edtf.parse(meant).text == meant
