"""The Content-Security-Policy of a built site, and the headers that go with it.

A page carries the policy itself, so that it holds on a host whose headers nobody can set; `_headers` holds it once more,
with what only a header can say. Scripts are allowed by their file's place or by the hash of their text, never in general.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import msgspec

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


class Allowed(msgspec.Struct, frozen=True):
    """What pages may run and wear beyond the site's own files: scripts and styles by their hashes.

    An open site may ask other hosts for anything but scripts.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    is_open: bool = False


def hash_of(text: str) -> str:
    """Return the text of a script or style as the source expression that allows exactly it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(allowed: Allowed, *, is_header: bool = False) -> str:
    """Return the policy that allows this; a header can also keep the page out of other people's frames."""
    more = dict.fromkeys(_OPEN, "https:") if allowed.is_open else {}
    more["script-src"] = " ".join(sorted(allowed.scripts))
    # a hash beside it would switch the general permission off
    more["style-src"] = "https: 'unsafe-inline'" if allowed.is_open else " ".join(sorted(allowed.styles))
    rules = [f"{name} {sources} {more.get(name, '')}".strip() for name, sources in _RULES]
    return "; ".join([*rules, "frame-ancestors 'none'"] if is_header else rules)


def sealed(html: bytes, allowed: Allowed) -> bytes:
    """Return a page with the policy at its very beginning, in place of one that stands there already."""
    start, end, has_charset = _place(html)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(allowed)}">'
    return html[:start] + (b"" if has_charset else b'<meta charset="utf-8">') + meta.encode() + html[end:]


def unsealed(html: bytes) -> bytes:
    """Return a page without the policy that `sealed` gave it."""
    start, end, _ = _place(html)
    return html[:start] + html[end:]


def _place(html: bytes) -> tuple[int, int, bool]:
    """Return where the policy of a page begins and ends, or is to, and whether the page says before it that it is UTF-8."""
    head = _HEAD.match(html)
    assert head is not None  # every part of it may be missing
    charset = _CHARSET.match(html, head.end())
    start = charset.end() if charset else head.end()
    ours = _OURS.match(html, start)
    return start, ours.end() if ours else start, charset is not None


def headers(allowed: Allowed) -> tuple[tuple[str, str], ...]:
    """Return the headers that every file of the site should come with, by name."""
    return (("Content-Security-Policy", policy(allowed, is_header=True)), *_OTHER_HEADERS)


def headers_file(allowed: Allowed, before: str = "") -> str:
    """Return the `_headers` file: what a project put there first, then ours, which can only make it stricter."""
    theirs = before.partition(_BEGINNING)[0]
    lines = [_BEGINNING, "/*", *(f"  {name}: {value}" for name, value in headers(allowed))]
    return theirs + "\n".join(lines) + "\n"


def nginx(allowed: Allowed) -> str:
    """Return the lines for an nginx `server` or `location` block."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(allowed))
