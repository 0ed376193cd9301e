"""The Content-Security-Policy of a built site, and the headers that go with it.

A page carries the policy itself, so that it holds on a host whose headers nobody can set; `_headers` holds it once more,
with what only a header can say. Scripts are allowed by their file's place or by the hash of their text, never in general.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

HEADERS = "_headers"
"""The file that Netlify, Cloudflare Pages and others read headers from."""
_BEGINNING = "# briefgen: what follows is written by `briefgen seal`"
_RULES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("media-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
)
"""`'wasm-unsafe-eval'` lets Pagefind's program run, which is WebAssembly; it lets no text become a script."""
_OPEN = ("img-src", "font-src", "connect-src", "media-src")
_OPEN_STYLES = {"style-src": "https: 'unsafe-inline'"}
"""Themes name the fonts of another host in a style element."""
_OTHER_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# where a browser reads the policy before it meets anything that the policy is about
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!--)[^<>])*-->\s*)*(?:<!doctype[^<>]*>\s*)?(?:<!--(?:(?!--)[^<>])*-->\s*)*"
    rb"(?:<html(?:\s[^<>]*)?>\s*)?(?:<head(?:\s[^<>]*)?>)?",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb'\s*<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_OURS = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"<>]*">')


def hash_of(script: str) -> str:
    """Return a script's text as the source expression that allows exactly it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def policy(hashes: Iterable[str], *, is_header: bool = False, is_open: bool = False) -> str:
    """Return the policy that allows these scripts; a header can also keep the page out of other people's frames.

    An open one lets pages ask other hosts for anything but scripts.
    """
    allowed = " ".join(sorted(set(hashes)))
    more = {
        "script-src": allowed,
        **(dict.fromkeys(_OPEN, "https:") if is_open else {}),
        **(_OPEN_STYLES if is_open else {}),
    }
    rules = [f"{name} {sources} {more.get(name, '')}".strip() for name, sources in _RULES]
    return "; ".join([*rules, "frame-ancestors 'none'"] if is_header else rules)


def sealed(html: bytes, hashes: Iterable[str], *, is_open: bool = False) -> bytes:
    """Return a page with the policy at its very beginning, in place of one that stands there already."""
    head = _HEAD.match(html)
    assert head is not None  # every part of it may be missing
    charset = _CHARSET.match(html, head.end())
    start = end = charset.end() if charset else head.end()
    if ours := _OURS.match(html, start):
        end = ours.end()
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes, is_open=is_open)}">'
    return html[:start] + (b"" if charset else b'<meta charset="utf-8">') + meta.encode() + html[end:]


def headers(hashes: Iterable[str], *, is_open: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the headers that every file of the site should come with, by name."""
    return (("Content-Security-Policy", policy(hashes, is_header=True, is_open=is_open)), *_OTHER_HEADERS)


def headers_file(hashes: Iterable[str], before: str = "", *, is_open: bool = False) -> str:
    """Return the `_headers` file: what a project put there first, then ours, which can only make it stricter."""
    theirs = before.partition(_BEGINNING)[0]
    lines = [_BEGINNING, "/*", *(f"  {name}: {value}" for name, value in headers(hashes, is_open=is_open))]
    return theirs + "\n".join(lines) + "\n"


def nginx(hashes: Iterable[str], *, is_open: bool = False) -> str:
    """Return the lines for an nginx `server` or `location` block."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(hashes, is_open=is_open))
