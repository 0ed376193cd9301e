"""Where pages are: the addresses that links from outside may rely on, and how one page links to another.

Every page is the `index.md` of a folder of its own, so that its source and its address lie at the same depth: links
inside raw HTML then mean the same under MkDocs, which leaves them alone, and under Zensical, which does not.
"""

from __future__ import annotations

from briefgen.model.kinds._base import Brief


def uri(address: str) -> str:
    """Return the Markdown file of an address: ``events/x/`` is ``events/x/index.md``."""
    return f"{address}index.md"


def uri_of(brief: Brief) -> str:
    """Return the Markdown file of a brief's page, relative to the docs folder."""
    return uri(f"{brief.folder}/{brief.id}/")


def url_of(uri: str, *, directory_urls: bool) -> str:
    """Return the link to a page relative to the site; without directory URLs it names the file."""
    folder = uri.removesuffix("index.md")
    return folder if directory_urls else f"{folder}index.html"


def relative(here: str, there: str) -> str:
    """Return the link from one page's address to another's; a fragment of the target stays on it."""
    up = "../" * here.count("/")
    return f"{up}{there}" or "./"
