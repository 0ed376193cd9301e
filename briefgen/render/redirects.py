"""Redirect pages for former addresses, which work without JavaScript."""

from __future__ import annotations

from markupsafe import escape

from briefgen.site import urls


def pages(redirects: dict[str, str], *, directory_urls: bool) -> dict[str, bytes]:
    """Return the redirect pages as HTML, by their path in the site.

    ``redirects`` maps former Markdown files to current ones.
    """
    found = {}
    for old, new in redirects.items():
        here = urls.url_of(old, directory_urls=directory_urls)
        there = urls.relative(here, urls.url_of(new, directory_urls=directory_urls))
        found[f"{here}index.html" if directory_urls else here] = _html(there).encode()
    return found


def _html(address: str) -> str:
    to = escape(address)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>This page has moved</title>\n'
        f'<link rel="canonical" href="{to}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n</head>\n'
        f'<body>\n<p>This page has moved: <a href="{to}">go to its new address</a>.</p>\n</body>\n</html>\n'
    )
