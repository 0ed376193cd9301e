"""Hosts: look-alikes are shown in their plain form, others are not reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.hosts import ascii_host, lookalike


@pytest.mark.parametrize(
    ("host", "plain", "ascii"),
    [
        # one script whose letters all look Latin
        ("аррӏе.com", "apple.com", "xn--80ak6aa92e.com"),
        ("www.аррӏе.com", "www.apple.com", "www.xn--80ak6aa92e.com"),
        ("xn--80ak6aa92e.com", "apple.com", "xn--80ak6aa92e.com"),
        ("XN--80AK6AA92E.com", "apple.com", "xn--80ak6aa92e.com"),
        ("ոսոհօ.com", "nunho.com", "xn--ebbpat6b.com"),
        # several scripts in one word
        ("gооgle.com", "google.com", "xn--ggle-55da.com"),
        ("xn--ggle-0nda.com", "google.com", "xn--ggle-0nda.com"),
        ("exampleː443.com", "example:443.com", "xn--example443-jlf.com"),
        # characters that browsers replace, or that look like the syntax of an address
        ("example.org／evil.example", "example.org/evil.example", ""),
        ("example.org⁄evil.example", "example.org/evil.example", ""),
        ("example.org？evil.example", "example.org?evil.example", ""),
        ("℀.example", "a/c.example", ""),
        ("example。org", "example.org", "example.org"),
        ("example．org", "example.org", "example.org"),
        ("example․org", "example.org", ""),
        ("пример。рф", "пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("ｅxample.org", "example.org", "example.org"),
        ("𝐞xample.org", "example.org", "example.org"),
        ("exa\u00admple.org", "example.org", "example.org"),
        ("comノlogin.jp", "com/login.jp", "xn--comlogin-634g.jp"),
        # Latin letters that look like others
        ("ɡoogle.com", "google.com", "xn--oogle-qmc.com"),
        ("ᴀpple.com", "apple.com", "xn--pple-k13a.com"),
        ("gıthub.com", "github.com", "xn--gthub-n4a.com"),
        ("a\u0338pple.com", "apple.com", "xn--apple-mod.com"),
        ("xn--a", "xn--a", ""),
    ],
)
def test_lookalike_host_has_its_plain_and_ascii_forms(host: str, plain: str, ascii: str) -> None:
    found = lookalike(host)
    assert found is not None
    assert (found.plain, found.ascii) == (plain, ascii)


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "a_b.example.org",
        "127.0.0.1",
        "президент.рф",
        "Президент.РФ",
        "сор.рф",
        "кремль.com",
        "xn--d1abbgf6aiiy.xn--p1ai",
        "ελλάδα.gr",
        "münchen.de",
        "MÜNCHEN.de",
        "mu\u0308nchen.de",
        "straße.de",
        "ısparta.com.tr",
        "日本語.jp",
        "日本語abc.jp",
        "한국.com",
        "קיבוץ.co.il",
        "वेबसाइट.भारत",
        "موقع.مصر",
    ],
)
def test_host_in_one_script_is_plain(host: str) -> None:
    assert lookalike(host) is None


@given(st.text(st.characters(codec="utf-8"), max_size=20) | st.text("xn-.abа。／ı\u0338\u200d", max_size=12))
def test_every_host_is_judged_without_an_exception(host: str) -> None:
    found = lookalike(host)
    assert found is None or found.reason
    assert ascii_host(host).isascii() or ascii_host(host) == host
