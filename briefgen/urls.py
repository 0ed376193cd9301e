"""Whether two addresses lead to the same page: their common form, for comparing alone.

Pure text; asks no server. Promises to keep apart what may be two pages: paths, queries and routes after `#/` or `#!`.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

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
