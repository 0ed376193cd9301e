"""The share bar below the lead of a page: copy the link, cite, print."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.site import urls

CITE_ANCHOR = "cite-this-page"
"""The id of the block that says how to cite a page."""

_END_OF_LEAD = "</header>"


def with_share_bar(body: str, url: str) -> str:
    """Return a page's body with a share bar after its first header.

    A body without header is returned as it is.
    `url` is the page's address from the site's root. Without a script both entries are plain links.
    """
    before, end, after = body.partition(_END_OF_LEAD)
    if not end:
        return body
    address = urls.relative(url, url)
    bar = Markup(
        '<ul class="bg-share" aria-label="Share this page" data-search-exclude="true">'
        '<li><a class="bg-share__link" href="{}">Link to this page</a></li>'
        '<li><a class="bg-share__cite" href="#{}">Cite this page</a></li></ul>'
    ).format(address, CITE_ANCHOR)
    return f"{before}{end}\n{bar}\n{after}"
