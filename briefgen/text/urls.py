"""Validate web addresses, and canonicalise them for comparison.

Validates the text of an address, because libraries and browsers parse unusual ones in different ways. Sends no
requests.

Guarantee: addresses that may lead to two pages stay different, in paths, queries and routes after `#/` or `#!`.
`tests/unit/text/test_urls.py` tests this.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_MIXED = "(?:[A-Za-z][^/?#.:]{0,252}[\u0370-\u052f]|[\u0370-\u052f][^/?#.:]{0,252}[A-Za-z])"
_NEVER = r"""\s\x00-\x20\x7f-\x9f\\<>"'`{}|^"""
_HOST = rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\]|[^{_NEVER}/?#@:\[\]%.][^{_NEVER}/?#@:\[\]%]{{0,252}})"
_NUMBER = "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_PORT = f"(?::{_NUMBER})?"
_REST = rf"(?:[/?#](?:[^{_NEVER}%]|%(?![01][0-9A-Fa-f]|7[Ff]))*)?"
ADDRESS = f"^https?://(?![^/?#]{{0,252}}{_MIXED}){_HOST}{_PORT}{_REST}$"
"""Pattern of a valid address: http or https, a host and no credentials.

It excludes everything that browsers and libraries parse in different ways.
"""
_ADDRESS = re.compile(ADDRESS.removesuffix("$"), re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_FLAWS = (
    (r"[^\s\x00-\x1f\x7f-\x9f]*[\s\x00-\x1f\x7f-\x9f]", "it has a space or a control character"),
    (r"[^\\]*\\", "it has a backslash, which browsers read as a slash"),
    (r"(?!https?://)", "it begins with neither `https://` nor `http://`"),
    (r"https?://(?:[/?#:]|$)", "it names no host"),
    (r"https?://[^/?#]*@", "it has a user name or a password before `@`: leave them out"),
    (rf"https?://[^/?#]{{0,252}}{_MIXED}", "its host mixes letters of two scripts, so it imitates another"),
    (rf"https?://(?:\[[^/?#]*\]|[^/?#:\[\]]+):(?!{_NUMBER}(?:[/?#]|$))", "its port is not a number from 1 to 65535"),
    (r".*%(?:[01][0-9A-Fa-f]|7[Ff])", "it has a control character, written as `%` and a number"),
)
_SCHEME = re.compile(r"(?:https?+|htt?ps?+|hppts?+)?+[:;]?/{1,3}+|(?:https?+|htt?ps?+)[:;]/*+", re.IGNORECASE)
_DESTINATION = re.compile(r"^\[[^\]]*+\](?=\()")
_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]", re.ASCII)
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# tracking parameters, which do not change the page
_TRACKING = re.compile(
    r"utm_.*|(?:fb|g|d|tt|tw|ys?)clid|msclkid|gclsrc|[gw]braid|_g[al]|mc_[ce]id|mkt_tok|igshid|igsh|_hs(?:enc|mi)"
    r"|vero_id|li_fat_id|at_(?:medium|campaign|link_\w+|ptr_name|format)|ns_(?:mchannel|source|campaign|linkname)|xtor"
    r"|wt_mc|smid|smtyp|guccounter|guce_\w+|ref_src|ref_url|cmpid|ocid",
    re.IGNORECASE,
)


def is_safe(url: str) -> bool:
    """Return whether an address may be linked: a valid web address or a mail address.

    A mail address may have no parameters.
    """
    return bool(_ADDRESS.fullmatch(url) or _MAIL.fullmatch(url))


def flaw(url: str) -> str:
    """Return what is wrong with an invalid address, in plain words, or ""."""
    return next((message for pattern, message in _FLAWS if re.match(pattern, url, re.DOTALL)), "")


def completed(text: str) -> str:
    """Return the valid address that a text stands for, or "".

    The scheme may be missing or misspelt, and brackets may be around it.
    The host must have a dot, so that a single word never becomes an address.
    """
    bare = _DESTINATION.sub("", text.strip()).strip("<>() ")
    match = _SCHEME.match(bare)
    rest = bare[match.end() if match else 0 :]
    whole = bare if bare.lower().startswith(("https://", "http://")) else f"https://{rest}"
    host = rest.partition("/")[0]
    return whole if text != whole and "." in host.strip(".") and _ADDRESS.fullmatch(whole) else ""


def quoted_path(path: str) -> str:
    """Return a path of files percent-encoded for an address; slashes stay."""
    return quote(path, errors="replace")


def without_markup(url: str) -> str:
    """Return an address with quotation marks and brackets of HTML percent-encoded.

    The result can neither end an attribute nor begin an element, even if a template prints it unescaped. Escapes stay as they are, so an address that is already encoded does not change.
    """
    return quote(url, safe="!#$%()*+,/:;=?@[]~&", errors="replace")


def canonical(url: str) -> str:
    """Return a canonical form for comparison, equal for all addresses of one page."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = _ascii((parts.hostname or "").rstrip(".").removeprefix("www."))
    if port is not None and port != _PORTS.get(parts.scheme):
        host += f":{port}"
    query = "&".join(sorted(item for item in parts.query.split("&") if item and not _is_tracking(item)))
    route = parts.fragment if parts.fragment[:1] in ("/", "!") else ""
    path = _plain(parts.path).rstrip("/")
    return f"{host}{path}" + (f"?{_plain(query)}" if query else "") + (f"#{_plain(route)}" if route else "")


def _is_tracking(item: str) -> bool:
    return _TRACKING.fullmatch(item.partition("=")[0]) is not None


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _plain(text: str) -> str:
    """Return the text with percent escapes only where they are necessary."""
    if text.isascii() and "%" not in text:
        return text
    return _ESCAPE.sub(_unescaped, quote(text, safe=_KEPT, errors="replace"))


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()
