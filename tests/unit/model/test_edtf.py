"""EDTF levels 0 and 1: examples of the standard, invalid dates, order and text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import edtf

# Examples of each feature from https://www.loc.gov/standards/datetime/.
LEVEL_0 = (
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
)
LEVEL_1 = (
    "Y170000002",
    "Y-170000002",
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "-1985",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "-1984?/2004%",
    "1984?/2004%",
    "1984-06-02?/2004-08-08~",
    "2004-06-XX/2004-07-03",
)
LEVEL_2 = (
    "Y-17E7",
    "Y17101E4S3",
    "1950S2",
    "2001-25",
    "2001-41",
    "[1667,1668,1670..1672]",
    "{1960,1961-12}",
    "2004-06~-11",
    "?2004-06-11",
    "156X-12-25",
    "15XX-12-25",
    "1XXX",
    "XXXX-12-XX",
    "1XXX-XX",
    "1984-XX-11",
)


@pytest.mark.parametrize("text", LEVEL_0)
def test_level_0_example_of_the_standard_is_a_date(text: str) -> None:
    assert edtf.parse(text).text == text


@pytest.mark.parametrize("text", LEVEL_1)
def test_level_1_example_of_the_standard_is_a_date(text: str) -> None:
    assert edtf.parse(text).text == text


@pytest.mark.parametrize("text", LEVEL_2)
def test_level_2_example_of_the_standard_is_rejected(text: str) -> None:
    with pytest.raises(edtf.NotADate):
        edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing"),
        ("  ", "no spaces"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("1900-02-29", "February 1900 has no day 29"),
        ("2025-04-31", "April 2025 has no day 31"),
        ("2025-11-00", "has no day 00"),
        ("2025-00", "`00` is not a month"),
        ("2025-13", "`13` is not a month"),
        ("2025-20", "`20` is not a month"),
        ("2025-21-03", "a season has no day"),
        ("2025-XX-03", "a day cannot be known"),
        ("201X-05", "has no month or day"),
        ("-0000", "no year -0000"),
        ("2025-11-27T24:00", "is not a time of day"),
        ("2025-11-27T12:60", "is not a time of day"),
        ("2025-11-27T12:00:60", "is not a time of day"),
        ("2025-11-27T12", "a time is written"),
        ("2025-11-27T1.30", "a time is written"),
        ("2025-11-27T", "a time is written"),
        ("2025-11-27T12:00+15:00", "is not an offset"),
        ("2025-11-27T12:00+05:60", "is not an offset"),
        ("2025-11T12:00", "whole date"),
        ("2025T12:00", "whole date"),
        ("2025-11-XXT12:00", "whole date"),
        ("2025-11-27T12:00?", "cannot carry"),
        ("2025-11~?x", "dates are written"),
        ("201X-05??", "one mark is enough"),
        ("..", "only next to"),
        ("/", "at least one side"),
        ("../..", "at least one side"),
        ("../", "at least one side"),
        ("2025/2026/2027", "exactly one"),
        ("2025-11-24/2025-11-23", "ends before"),
        ("2025/2024", "ends before"),
        ("2025-11-23T15:00/2025-11-23T14:00", "ends before"),
        ("27.11.25", "year, month, day"),
        ("31/31/2025", "year, month, day"),
        ("31 November 2025", "November 2025 has no day 31"),
        ("31.11.2025", "November 2025 has no day 31"),
        ("2025-27-11", "`27` is not a month"),
        ("05/06/2025", "`2025-06-05` or `2025-05-06`"),
        ("27 Novembre 2025", "in digits"),
        ("yesterday", "in digits"),
        ("today", "in digits"),
        ("25", "dates are written"),
        ("Y2025", "dates are written"),
        ("Y012345", "dates are written"),
    ],
)
def test_invalid_date_is_rejected_with_a_message(text: str, says: str) -> None:
    with pytest.raises(edtf.NotADate, match=says):
        edtf.parse(text)


@given(st.dates(), st.dates())
def test_days_between_dates_match_the_calendar(one: datetime.date, other: datetime.date) -> None:
    first, second = edtf.parse(one.isoformat()), edtf.parse(other.isoformat())
    assert first.days_after(second) == (one - other).days
    assert second.is_before(first) is (first.days_after(second) > 0)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2025-12", "2025-11-27", 4),
        ("2025-11-27", "2025-11", -3),
        ("2025-11-27/..", "2025-11-20", 7),
        ("0000-03-01", "0000-02", 1),
        ("-0001-03-01", "-0001-02-28", 1),
    ],
)
def test_days_between_is_the_least_possible_number(one: str, other: str, days: int) -> None:
    assert edtf.parse(one).days_after(edtf.parse(other)) == days


@pytest.mark.parametrize(("one", "other"), [("../2025", "2020"), ("2025", "2020/.."), ("2025", "2020/")])
def test_open_side_has_no_days_between(one: str, other: str) -> None:
    assert edtf.parse(one).days_after(edtf.parse(other)) < 0


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29", "0000", "0000-02-29", "-0004-02-29"])
def test_leap_days_and_year_zero_are_valid(text: str) -> None:
    assert edtf.parse(text).text == text


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1985-04-12", (1985, 4, 12), (1985, 4, 12)),
        ("1985-04-12T23:20", (1985, 4, 12), (1985, 4, 12)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("1985", (1985, 1, 1), (1985, 12, 31)),
        ("1985~", (1985, 1, 1), (1985, 12, 31)),
        ("-1985", (-1985, 1, 1), (-1985, 12, 31)),
        ("Y170000002", (170000002, 1, 1), (170000002, 12, 31)),
        ("Y-170000002", (-170000002, 1, 1), (-170000002, 12, 31)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("-201X", (-2019, 1, 1), (-2010, 12, 31)),
        ("2004-XX", (2004, 1, 1), (2004, 12, 31)),
        ("1985-04-XX", (1985, 4, 1), (1985, 4, 30)),
        ("1985-XX-XX", (1985, 1, 1), (1985, 12, 31)),
        ("2001-22", (2001, 6, 1), (2001, 8, 31)),
        ("2004-06/2006-08", (2004, 6, 1), (2006, 8, 31)),
        ("2004-02-01/2005", (2004, 2, 1), (2005, 12, 31)),
    ],
)
def test_date_has_an_earliest_and_a_latest_day(text: str, earliest: edtf.Day, latest: edtf.Day) -> None:
    date = edtf.parse(text)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["1985/..", "1985/"])
def test_open_or_unknown_end_has_no_limit(text: str) -> None:
    assert edtf.parse(text).latest > edtf.parse("Y170000002").latest


@pytest.mark.parametrize("text", ["../1985", "/1985"])
def test_open_or_unknown_start_has_no_limit(text: str) -> None:
    assert edtf.parse(text).earliest < edtf.parse("Y-170000002").earliest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-11-27", "27 November 2025"),
        ("2025-11-27T14:30", "27 November 2025, 14:30"),
        ("2025-11-27T14:30Z", "27 November 2025, 14:30 UTC"),
        ("2025-11-27T14:30+06:00", "27 November 2025, 14:30 (UTC+06:00)"),
        ("2025-11-27T14:30:05-04", "27 November 2025, 14:30:05 (UTC-04:00)"),
        ("2025-11", "November 2025"),
        ("2025", "2025"),
        ("2025-11~", "about November 2025"),
        ("2025-11-27?", "27 November 2025 (uncertain)"),
        ("2025%", "about 2025 (uncertain)"),
        ("2001-21", "spring 2001"),
        ("2001-24~", "about winter 2001"),
        ("201X", "2010s"),
        ("20XX", "2000–2099"),
        ("2004-XX", "some month of 2004"),
        ("1985-04-XX", "some day in April 1985"),
        ("1985-XX-XX", "some day in 1985"),
        ("-0043-03", "March 44 BC"),
        ("0000", "1 BC"),
        ("2025-11-23/2025-11-24", "23–24 November 2025"),
        ("2025-11-30/2025-12-02", "30 November – 2 December 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-11/2025-12", "November 2025 – December 2025"),
        ("2025-11-23~/2025-11-24", "about 23 November 2025 – 24 November 2025"),
        ("2025-11-27/..", "since 27 November 2025"),
        ("2025-11-27/", "27 November 2025 to an unknown date"),
        ("../2025", "until 2025"),
        ("/2025", "unknown date to 2025"),
    ],
)
def test_date_prints_with_its_own_precision(text: str, words: str) -> None:
    assert edtf.parse(text).words() == words


def test_dates_sort_by_first_day_then_time_then_last_day() -> None:
    in_order = [
        "Y-170000002",
        "-1985",
        "0000",
        "../2024",
        "2025",
        "2025-11-26",
        "2025-11-27",
        "2025-11-27/2025-11-28",
        "2025-11-27T09:00",
        "2025-11-27T14:30",
        "2025-11-28",
        "Y170000002",
    ]
    # With an open start, the first day is unknown: the date sorts by its end.
    backwards = in_order[::-1]
    backwards.sort(key=lambda text: edtf.parse(text).sort_key)
    assert backwards == in_order


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-11-26", "2025-11-27", True),
        ("2025-11-27", "2025-11-27", False),
        ("2025-11", "2025-11-27", False),
        ("2025-10", "2025-11-27", True),
        ("2025-11-27/..", "2026", False),
        ("../2025", "2026", True),
        ("2025-11-27T09:00", "2025-11-27T14:30", False),
    ],
)
def test_is_before_needs_every_possible_day_before(one: str, other: str, before: bool) -> None:
    assert edtf.parse(one).is_before(edtf.parse(other)) is before


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-11-27", "2025-11-27"),
        ("2025-11", "2025-11"),
        ("2025", "2025"),
        ("2025-11-27?", "2025-11-27"),
        ("2025-11-27T14:30+06:00", "2025-11-27T14:30+06:00"),
        ("2001-21", ""),
        ("201X", ""),
        ("1985-04-XX", ""),
        ("-1985", ""),
        ("Y170000002", ""),
        ("2025-11-23/2025-11-24", ""),
        ("../2025", ""),
    ],
)
def test_iso_is_empty_without_an_html_format(text: str, iso: str) -> None:
    assert edtf.parse(text).iso == iso


@pytest.mark.parametrize(
    ("text", "exact"),
    [("2025-11-27", True), ("2025-11-27T14:30Z", True), ("2025-11-27~", False), ("2025-11", False), ("2025/..", False)],
)
def test_only_a_single_unqualified_day_is_exact(text: str, exact: bool) -> None:
    assert edtf.parse(text).is_exact is exact


def test_dates_are_equal_by_their_text() -> None:
    assert edtf.parse("2025") == edtf.parse("2025")
    assert edtf.parse("2025") != edtf.parse("2025?")
    assert edtf.parse("2025") != "2025"
    assert {edtf.parse("2025"), edtf.parse("2025")} == {edtf.parse("2025")}
    assert str(edtf.parse("2025~")) == "2025~"
    assert repr(edtf.parse("2025~")) == "Edtf('2025~')"
