"""The Content-Security-Policy of a built site, and its other security headers.

Each page has the policy in a `meta` element, because many hosts do not let a project set headers. `_headers` repeats
the policy and adds what only a header can set. Scripts are allowed by the location of their file or the hash of their
text, never in general.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

import msgspec

HEADERS = "_headers"
"""The file from which Netlify, Cloudflare Pages and others read headers."""
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
"""`'wasm-unsafe-eval'` allows Pagefind's WebAssembly program; it does not allow JavaScript's `eval`."""
_OPEN = ("img-src", "font-src", "connect-src", "media-src")
_OTHER_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# the policy must come before anything that it restricts
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!--)[^<>])*-->\s*)*(?:<!doctype[^<>]*>\s*)?(?:<!--(?:(?!--)[^<>])*-->\s*)*"
    rb"(?:<html(?:\s[^<>]*)?>\s*)?(?:<head(?:\s[^<>]*)?>)?",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb'\s*<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_OURS = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"<>]*">')


class Allowed(msgspec.Struct, frozen=True):
    """Scripts and styles that a policy allows by hash, besides the site's own files.

    An open site may load anything from other hosts except scripts.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    is_open: bool = False


def hash_of(text: str) -> str:
    """Return the CSP source expression that allows exactly this script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(allowed: Allowed, *, is_header: bool = False) -> str:
    """Return the policy as text; a header also forbids embedding in frames."""
    more = dict.fromkeys(_OPEN, "https:") if allowed.is_open else {}
    more["script-src"] = " ".join(sorted(allowed.scripts))
    # browsers ignore 'unsafe-inline' if a hash is present
    more["style-src"] = "https: 'unsafe-inline'" if allowed.is_open else " ".join(sorted(allowed.styles))
    rules = [f"{name} {sources} {more.get(name, '')}".strip() for name, sources in _RULES]
    return "; ".join([*rules, "frame-ancestors 'none'"] if is_header else rules)


def sealed(html: bytes, allowed: Allowed) -> bytes:
    """Return a page with the policy inserted, or replaced if it has one."""
    start, end, has_charset = _place(html)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(allowed)}">'
    return html[:start] + (b"" if has_charset else b'<meta charset="utf-8">') + meta.encode() + html[end:]


def unsealed(html: bytes) -> bytes:
    """Return a page without the policy that `sealed` inserted."""
    start, end, _ = _place(html)
    return html[:start] + html[end:]


def _place(html: bytes) -> tuple[int, int, bool]:
    """Return the start and end of a page's policy, and whether a UTF-8 declaration precedes it.

    Start and end are equal if there is no policy yet.
    """
    head = _HEAD.match(html)
    assert head is not None  # every part of it may be missing
    charset = _CHARSET.match(html, head.end())
    start = charset.end() if charset else head.end()
    ours = _OURS.match(html, start)
    return start, ours.end() if ours else start, charset is not None


def headers(allowed: Allowed) -> tuple[tuple[str, str], ...]:
    """Return the security headers for every file of the site, as name and value."""
    return (("Content-Security-Policy", policy(allowed, is_header=True)), *_OTHER_HEADERS)


def headers_file(allowed: Allowed, before: str = "", paths: Iterable[str] = ()) -> str:
    """Return the text of `_headers`: the project's own rules, then ours.

    ``before`` is the present text of the file. Our rules can only make the project's stricter. If ``paths`` of the site
    are given, the policy applies only to them. Hosts add up the rules of a path, so one folder cannot be exempt.
    """
    theirs = before.partition(_BEGINNING)[0]
    (policy, *others) = headers(allowed)
    places = dict.fromkeys(
        f"/{top}{slash and '/*'}" for top, slash, _ in (path.partition("/") for path in sorted(paths))
    )
    rules = {"/*": others, **{place: [policy] for place in ("/", *places)}} if places else {"/*": [policy, *others]}
    lines = [
        line for place, given in rules.items() for line in (place, *(f"  {name}: {value}" for name, value in given))
    ]
    return theirs + "\n".join([_BEGINNING, *lines]) + "\n"


def nginx(allowed: Allowed) -> str:
    """Return the headers as lines for an nginx `server` or `location` block."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(allowed))
