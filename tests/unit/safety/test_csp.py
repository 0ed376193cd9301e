"""The policy stands where a browser reads it first, once, and allows scripts by their hash alone."""

from __future__ import annotations

import pytest

from briefgen.safety import csp

HASH = csp.hash_of("alert(1)")
ALLOWED = csp.Allowed(frozenset({HASH}))
OPEN = csp.Allowed(frozenset({HASH}), is_open=True)
CHARSET = '<meta charset="utf-8">'


def test_a_hash_is_what_browsers_compute() -> None:
    # the example of the specification (Content Security Policy Level 3, 2.3.1)
    assert csp.hash_of("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_no_script_is_allowed_in_general() -> None:
    rules = dict(rule.split(" ", 1) for rule in csp.policy(ALLOWED).split("; "))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' {HASH}"
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    assert "unsafe-inline" not in csp.policy(ALLOWED, is_header=True)
    assert "http" not in csp.policy(ALLOWED, is_header=True)


def test_only_the_header_speaks_of_frames() -> None:
    # a browser complains about it in a page
    assert "frame-ancestors" not in csp.policy(csp.Allowed())
    assert csp.policy(csp.Allowed(), is_header=True).endswith("frame-ancestors 'none'")


@pytest.mark.parametrize(
    ("before", "charset", "after"),
    [
        ('<!doctype html>\n<html lang="en">\n <head>\n <meta charset="utf-8">', "", "\n<script>"),
        ("<html><head><META CHARSET=UTF-8 />", "", "<title>"),
        ('<!doctype html><html><head data-a="b">', "+", "<title>"),
        ("<!-- a --><!doctype html>", "+", "<script>"),
        ("<!doctype html><!-- a --><html>", "+", "<script>"),
        ("", "+", "<!--><script>--><!doctype html>"),
        ("", "+", "<p>a"),
        ("", "+", ""),
        ("\ufeff<!DOCTYPE html><html class=no-js>", "+", "<script>"),
        ("<html>", "+", "<header>"),
    ],
)
def test_the_policy_comes_before_anything_that_it_is_about(before: str, charset: str, after: str) -> None:
    ours = f'<meta http-equiv="Content-Security-Policy" content="{csp.policy(ALLOWED)}">'
    wanted = f"{before}{CHARSET if charset else ''}{ours}{after}"
    assert csp.sealed(f"{before}{after}".encode(), ALLOWED).decode() == wanted


def test_sealing_twice_is_sealing_once() -> None:
    page = b'<!doctype html><html><head><meta charset="utf-8"><title>a</title>'
    once = csp.sealed(page, ALLOWED)
    assert csp.sealed(once, ALLOWED) == once
    assert csp.sealed(csp.sealed(page, csp.Allowed()), ALLOWED) == once


def test_the_headers_of_the_project_come_first_and_ours_once() -> None:
    once = csp.headers_file(ALLOWED, "/feed.xml\n  X-Own: a\n")
    assert once.startswith("/feed.xml\n  X-Own: a\n# briefgen")
    assert csp.headers_file(ALLOWED, once) == once
    assert f"  Content-Security-Policy: {csp.policy(ALLOWED, is_header=True)}\n" in once
    assert "  X-Content-Type-Options: nosniff\n" in once


def test_nginx_reads_each_header_as_one_quoted_value() -> None:
    lines = csp.nginx(ALLOWED).splitlines()
    assert all(line.startswith("add_header ") and line.endswith('" always;') and line.count('"') == 2 for line in lines)


def test_an_open_policy_lets_pages_ask_others_for_anything_but_scripts() -> None:
    rules = dict(rule.split(" ", 1) for rule in csp.policy(OPEN).split("; "))
    assert {name for name, sources in rules.items() if "https:" in sources} == {
        "img-src", "font-src", "connect-src", "media-src", "style-src",
    }  # fmt: skip
    assert rules["script-src"] == dict(rule.split(" ", 1) for rule in csp.policy(ALLOWED).split("; "))["script-src"]
