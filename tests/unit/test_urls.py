"""Two addresses of one page have one common form; two pages have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.urls import canonical

PAGE = "https://example.org/news/a-report"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/news/a-report",
        "https://www.example.org/news/a-report",
        "https://EXAMPLE.org./news/a-report",
        "https://example.org:443/news/a-report",
        "http://example.org:80/news/a-report",
        f"{PAGE}/",
        f"{PAGE}?",
        f"{PAGE}#comments",
        f"{PAGE}#:~:text=words",
        f"{PAGE}?utm_source=feed&utm_medium=rss",
        f"{PAGE}?fbclid=1&gclid=2&MC_CID=3",
        "https://example.org/news/a%2Dreport",
        "https://example.org/%6eews/a-report",
    ],
)
def test_what_makes_no_difference_is_left_out(url: str) -> None:
    assert canonical(url) == canonical(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/a-report",
        "https://m.example.org/news/a-report",
        "https://example.org:8080/news/a-report",
        "https://example.org:80/news/a-report",
        "https://example.org/News/a-report",
        "https://example.org/news/a-report/2",
        "https://example.org/news%2Fa-report",
        f"{PAGE}?page=2",
        f"{PAGE}?source=utm",
        f"{PAGE}#/2",
        f"{PAGE}#!2",
    ],
)
def test_what_may_be_another_page_is_kept(url: str) -> None:
    assert canonical(url) != canonical(PAGE)


def test_order_of_the_query_makes_no_difference_but_its_values_do() -> None:
    assert canonical(f"{PAGE}?a=1&b=2") == canonical(f"{PAGE}/?b=2&a=1&gclid=x")
    assert canonical(f"{PAGE}?a=1&b=2") != canonical(f"{PAGE}?a=2&b=1")
    assert canonical(f"{PAGE}?a=1") != canonical(f"{PAGE}?a=1&a=1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/\u0443", "https://example.org/%d1%83"),
        ("https://example.org/?q=\u0443", "https://example.org/?q=%D1%83"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example"),
        ("https://example.org/%7Eann", "https://example.org/~ann"),
    ],
)
def test_a_character_has_one_writing(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://\u2100.example/",
        "https://.\u00fc/",
    ],
)
def test_what_no_address_is_stays_as_it_is_typed_and_breaks_nothing(url: str) -> None:
    assert canonical(url) == canonical(url) != ""


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs")), min_size=1, max_size=40))
def test_any_path_has_a_common_form_that_does_not_depend_on_scheme_and_marks(path: str) -> None:
    one = canonical(f"https://example.org/{path.partition('?')[0].partition('#')[0]}")
    assert one == canonical(f"http://www.example.org/{path.partition('?')[0].partition('#')[0]}?utm_term=x#part")
