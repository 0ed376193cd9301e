"""Redirect pages for former addresses, which work without JavaScript."""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.render import template_messages
from briefgen.site import urls
from briefgen.text.messages import gettext, in_language, is_right_to_left


def pages(redirects: dict[str, str], language: str, *, directory_urls: bool) -> dict[str, bytes]:
    """Return the redirect pages as HTML, by their path in the site.

    ``redirects`` maps former Markdown files to current ones. ``language`` is that of the words, as a BCP 47 tag.
    """
    found = {}
    for old, new in redirects.items():
        here = urls.url_of(old, directory_urls=directory_urls)
        there = urls.relative(here, urls.url_of(new, directory_urls=directory_urls))
        found[f"{here}index.html" if directory_urls else here] = _html(there, language).encode()
    return found


def _html(address: str, language: str) -> str:
    to = escape(address)
    with in_language(language):
        moved = template_messages.gettext("This page has moved")
        link = Markup('<a href="{}">{}</a>').format(address, gettext("go to its new address"))
        text = template_messages.gettext("This page has moved: %(link)s.", link=link)
    direction = ' dir="rtl"' if is_right_to_left(language) else ""
    return (
        '<!doctype html>\n<html lang="'
        f'{escape(language)}"{direction}>\n<head>\n<meta charset="utf-8">\n<title>{moved}</title>\n'
        f'<link rel="canonical" href="{to}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n</head>\n'
        f"<body>\n<p>{text}</p>\n</body>\n</html>\n"
    )
