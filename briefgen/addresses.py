"""Where pages are: the addresses that links from outside may rely on, and how one page links to another."""

from __future__ import annotations

from briefgen.kinds._base import Brief


def uri_of(brief: Brief) -> str:
    """Return the Markdown file of a brief's page, relative to the docs folder."""
    return f"{brief.folder}/{brief.id}.md"


def url_of(uri: str, *, directory_urls: bool) -> str:
    """Return the address of a page relative to the site, as MkDocs gives it: ``events/x.md`` is ``events/x/``."""
    stem = uri.removesuffix(".md")
    folder, slash, name = stem.rpartition("/")
    if name == "index":
        return f"{folder}{slash}" if directory_urls else f"{stem}.html"
    return f"{stem}/" if directory_urls else f"{stem}.html"


def relative(here: str, there: str) -> str:
    """Return the link from one page's address to another's; a fragment of the target stays on it."""
    up = "../" * here.count("/")
    return f"{up}{there}" or "./"
