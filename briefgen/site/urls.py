"""Addresses of pages, and relative links between them.

External links may rely on these addresses. Every page is the `index.md` of its own folder, so its source and its
address have the same depth. Links in raw HTML then work in MkDocs, which leaves them unchanged, and in Zensical,
which does not.
"""

from __future__ import annotations

from briefgen.model.kinds._base import Brief


def uri(address: str) -> str:
    """Return the Markdown file of an address: `events/x/` gives `events/x/index.md`."""
    return f"{address}index.md"


def uri_of(brief: Brief) -> str:
    """Return the Markdown file of a brief's page, relative to the docs folder."""
    return uri(f"{brief.folder}/{brief.id}/")


def url_of(uri: str, *, directory_urls: bool) -> str:
    """Return the link to a page relative to the site's root.

    Without directory URLs, the link names the file.
    """
    folder = uri.removesuffix("index.md")
    return folder if directory_urls else f"{folder}index.html"


def relative(here: str, there: str) -> str:
    """Return the link from one page's address to another's, keeping a fragment."""
    up = "../" * here.count("/")
    return f"{up}{there}" or "./"
