"""Addresses: one canonical form for each page, and rejection of deceptive ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.decode import decode
from briefgen.model.kinds.source import Source
from briefgen.text import urls
from briefgen.text.prose import Prose, RenderContext
from briefgen.text.urls import canonical

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
def test_parts_that_do_not_change_the_page_are_dropped(url: str) -> None:
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
def test_parts_that_may_change_the_page_are_kept(url: str) -> None:
    assert canonical(url) != canonical(PAGE)


def test_the_order_of_query_parameters_does_not_matter() -> None:
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
def test_a_character_has_one_canonical_form(one: str, other: str) -> None:
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
def test_an_invalid_address_has_a_canonical_form(url: str) -> None:
    assert canonical(url) == canonical(url) != ""


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs")), min_size=1, max_size=40))
def test_canonical_form_ignores_scheme_tracking_and_fragment(path: str) -> None:
    one = canonical(f"https://example.org/{path.partition('?')[0].partition('#')[0]}")
    assert one == canonical(f"http://www.example.org/{path.partition('?')[0].partition('#')[0]}?utm_term=x#part")


BAD = [
    "https://user:pw@example.org/",
    "https://user@example.org/",
    "https://example.org\\@evil.example/",
    "https://example.org\\evil",
    "https://example.org%2f@evil.example/",
    "https:///path",
    "https://",
    "https://?x",
    "http://:80/",
    "https://.",
    "https://example.org:0/",
    "https://example.org:65536/",
    "https://a.example:80:80/",
    "https://[::1/",
    "https://exa mple.org/",
    "https://example.org/a b",
    "https://example.org/\x01",
    "https://example.org/\x7f",
    "https://example.org/\x85",
    "https://example.org/\u3000",
    "https://example.org\n",
    "https://example.org/%0d%0aSet-Cookie",
    "https://example.org/%00",
    "https://example.org/%7F",
    "https://exa%6dple.org/",
    "https://p\u0430ypal.example/",
    "https://www\u03b1.example/",
    "https://example.org/" + '"onclick=x',
    "javascript:alert(1)",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "//example.org/",
    "data:text/html,x",
    "vbscript:x",
    "ftp://example.org/",
    "file:///etc/passwd",
    "",
]
GOOD = [
    "https://example.org",
    "http://example.org/",
    "https://example.org:8080/a?b=c#d",
    "https://example.org/a@b",
    "https://example.org?x=a@b",
    "https://example.org/%20%E2%82%AC%",
    "https://новости.рф/статья",
    "https://news.новости.example/x",
    "https://[2001:db8::1]:443/x",
    "http://localhost:8000",
    "https://x_y.example.org/~a/(b);c=1,2!$&",
]


@pytest.mark.parametrize("url", BAD)
def test_a_deceptive_address_is_rejected(url: str) -> None:
    source = {"title": "T", "url": url}
    found, problems = decode(Source, "x.yaml", source, id="x")
    assert found is None
    assert [p.code.id for p in problems][-1] in ("BG206", "BG202")
    assert not urls.is_safe(url)


@pytest.mark.parametrize("url", GOOD)
def test_a_valid_address_is_accepted(url: str) -> None:
    assert decode(Source, "x.yaml", {"title": "T", "url": url}, id="x")[1] == ()
    assert urls.is_safe(url)
    assert urls.flaw(url) == ""


@pytest.mark.parametrize("url", BAD)
def test_prose_does_not_link_to_a_deceptive_address(url: str) -> None:
    html = str(
        Prose({}, {}).html(f"See [this](<{url}>), [that]({url}) and <{url}>.", RenderContext(link=lambda url: url))
    )
    for href in re.findall('href="([^"]*)"', html):
        # CommonMark escapes spaces, quotes and other scripts so that all parsers agree
        assert urls.is_safe(href.replace("&amp;", "&"))
        assert "@" not in href
        assert "evil" not in href


def test_mail_addresses_with_parameters_are_rejected() -> None:
    assert urls.is_safe("mailto:a.b+c@d.example")
    assert not urls.is_safe("mailto:a@b.example?bcc=c@d.example")
    assert not urls.is_safe("mailto:a@b.example%0aBcc:c@d.example")


@pytest.mark.parametrize("each", ["a", "a\u03b1", "a.", "%", "[", ":", "@", "\\", "/"])
def test_a_long_address_is_validated_in_linear_time(each: str) -> None:
    url = f"https://{each * 200_000}"
    assert not (urls.is_safe(url) and urls.flaw(url))
