"""Which addresses are safe to show and follow, and whether two of them lead to the same page: a common form, for comparing alone.

Pure text; asks no server. Judges an address as it is written, before any library reads it, because libraries read odd ones
differently. Promises to keep apart what may be two pages: paths, queries and routes after `#/` or `#!`.
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
"""The form of an address: http or https, a host, no credentials, nothing that browsers and libraries read in different ways."""
_ADDRESS = re.compile(ADDRESS.removesuffix("$"), re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_FLAWS = (
    (r"[^\s\x00-\x1f\x7f-\x9f]*[\s\x00-\x1f\x7f-\x9f]", "it has a space or a control character"),
    (r"[^\\]*\\", "it has a backslash, which browsers read as a slash"),
    (r"(?!https?://)", "it begins with neither `https://` nor `http://`"),
    (r"https?://(?:[/?#:]|$)", "it names no host"),
    (r"https?://[^/?#]*@", "what stands before `@` are a name and a password: leave them out"),
    (rf"https?://[^/?#]{{0,252}}{_MIXED}", "its host mixes letters of two scripts: it poses as another"),
    (rf"https?://(?:\[[^/?#]*\]|[^/?#:\[\]]+):(?!{_NUMBER}(?:[/?#]|$))", "its port is none from 1 to 65535"),
    (r".*%(?:[01][0-9A-Fa-f]|7[Ff])", "it has a control character, written as `%` and a number"),
)
_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]", re.ASCII)
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# what marks the way a reader came, never what the reader gets
_TRACKING = re.compile(
    r"utm_.*|(?:fb|g|d|tt|tw|ys?)clid|msclkid|gclsrc|[gw]braid|_g[al]|mc_[ce]id|mkt_tok|igshid|igsh|_hs(?:enc|mi)"
    r"|vero_id|li_fat_id|at_(?:medium|campaign|link_\w+|ptr_name|format)|ns_(?:mchannel|source|campaign|linkname)|xtor"
    r"|wt_mc|smid|smtyp|guccounter|guce_\w+|ref_src|ref_url|cmpid|ocid",
    re.IGNORECASE,
)


def is_safe(url: str) -> bool:
    """Return whether an address may stand in a link: a web address of the form above, or a mail address and no more."""
    return bool(_ADDRESS.fullmatch(url) or _MAIL.fullmatch(url))


def flaw(url: str) -> str:
    """Return what is wrong with a text that has not the form of an address, in an editor's words; nothing where that is plain."""
    return next((said for pattern, said in _FLAWS if re.match(pattern, url, re.DOTALL)), "")


def canonical(url: str) -> str:
    """Return the form that two addresses of one page share; not an address to open."""
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
    """Return the text with each character written in one way: escaped where it must be, and only there."""
    if text.isascii() and "%" not in text:
        return text
    return _ESCAPE.sub(_unescaped, quote(text, safe=_KEPT, errors="replace"))


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()
