"""Content-Security-Policy: first in the page, once, with scripts allowed by hash."""

from __future__ import annotations

import pytest

from briefgen.safety import csp

HASH = csp.hash_of("alert(1)")
ALLOWED = csp.Allowed(frozenset({HASH}))
OPEN = csp.Allowed(frozenset({HASH}), is_open=True)
CHARSET = '<meta charset="utf-8">'


def test_hash_matches_the_example_of_the_specification() -> None:
    # the example is from Content Security Policy Level 3, section 2.3.1
    assert csp.hash_of("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_script_policy_has_no_general_permission() -> None:
    rules = dict(rule.split(" ", 1) for rule in csp.policy(ALLOWED).split("; "))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' {HASH}"
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    assert "unsafe-inline" not in csp.policy(ALLOWED, is_header=True)
    assert "http" not in csp.policy(ALLOWED, is_header=True)


def test_only_the_header_sets_frame_ancestors() -> None:
    # browsers log a warning if a page's own policy has this directive
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
def test_policy_precedes_everything_it_restricts(before: str, charset: str, after: str) -> None:
    ours = f'<meta http-equiv="Content-Security-Policy" content="{csp.policy(ALLOWED)}">'
    wanted = f"{before}{CHARSET if charset else ''}{ours}{after}"
    assert csp.sealed(f"{before}{after}".encode(), ALLOWED).decode() == wanted


def test_sealing_a_page_is_idempotent() -> None:
    page = b'<!doctype html><html><head><meta charset="utf-8"><title>a</title>'
    once = csp.sealed(page, ALLOWED)
    assert csp.sealed(once, ALLOWED) == once
    assert csp.sealed(csp.sealed(page, csp.Allowed()), ALLOWED) == once


def test_project_headers_come_first_and_ours_once() -> None:
    once = csp.headers_file(ALLOWED, "/feed.xml\n  X-Own: a\n")
    assert once.startswith("/feed.xml\n  X-Own: a\n# briefgen")
    assert csp.headers_file(ALLOWED, once) == once
    assert f"  Content-Security-Policy: {csp.policy(ALLOWED, is_header=True)}\n" in once
    assert "  X-Content-Type-Options: nosniff\n" in once


def test_nginx_headers_are_single_quoted_values() -> None:
    lines = csp.nginx(ALLOWED).splitlines()
    assert all(line.startswith("add_header ") and line.endswith('" always;') and line.count('"') == 2 for line in lines)


def test_open_policy_allows_other_hosts_except_for_scripts() -> None:
    rules = dict(rule.split(" ", 1) for rule in csp.policy(OPEN).split("; "))
    assert {name for name, sources in rules.items() if "https:" in sources} == {
        "img-src", "font-src", "connect-src", "media-src", "style-src",
    }  # fmt: skip
    assert rules["script-src"] == dict(rule.split(" ", 1) for rule in csp.policy(ALLOWED).split("; "))["script-src"]
