"""HTML blocks that say how to cite a page or a statement.

They are part of the page, so that they work without scripts. Each is one line of safe HTML, excluded from the search.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.corpus.corpus import StatementAt
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.source import Source
from briefgen.render import citation_formats
from briefgen.render.citation_formats import Citable, digests
from briefgen.render.share_bar import CITE_ANCHOR
from briefgen.render.template_messages import gettext
from briefgen.site import urls
from briefgen.site.quotation_words import publisher_of
from briefgen.site.shared import Site
from briefgen.text import messages
from briefgen.text.lines import in_one_line


def page(site: Site, title: str, url: str, brief: Brief | None) -> Markup:
    """Return how to cite a page.

    The citation of a brief's page has the content hash of the brief; that of the home page has the hash of all content.
    Other pages have none, because a changed word in one brief would change all of them.
    """
    found = digests(site.corpus)
    hash = found.brief(brief) if brief else found.whole if url == site.url("index.md") else ""
    name = gettext("Cite this page")
    return _block(site, name, _citable(site, title, url, hash), urls.relative(url, url), id=CITE_ANCHOR)


def statement(site: Site, made: StatementAt) -> Markup:
    """Return how to cite a statement."""
    said = made.statement
    words = said.quote or site.prose.plain(said.paraphrase or "")
    speaker = f"{site.attribution(said)}, {made.date.words()}"
    title = citation_formats.statement_title(speaker, words, made.event.title, is_quote=said.quote is not None)
    url = site.url_of(made.ref) or ""
    one = _citable(site, title, url, digests(site.corpus).statement(made), _source(site, made))
    return _block(site, gettext("Cite"), one, f"#{said.id}", of=site.name(made.ref))


def _source(site: Site, made: StatementAt) -> str:
    """Return the source of a statement's words in words: publisher, title and address."""
    said = made.statement
    checked = site.quotations.statements.get(made.ref)
    id = checked.source if checked else said.cite[0].source if said.cite else ""
    source = site.corpus.find(id, Source)
    if source is None:
        return ""
    day = source.published.words() if source.published else ""
    named = ", ".join(dict.fromkeys(filter(None, (publisher_of(site, source.id), source.title, day, source.url))))
    if said.quote:
        return messages.gettext("Source of the words: %(source)s", source=named)
    return messages.gettext("Source: %(source)s", source=named)


def _citable(site: Site, title: str, url: str, hash: str, source: str = "") -> Citable:
    briefing = site.briefing
    return Citable(
        key=citation_formats.key_of(url),
        title=title,
        container=briefing.title,
        authors=briefing.editors or (briefing.title,),
        url=f"{site.site_url}{url}" if site.site_url else f"/{url}",
        as_of=site.as_of,
        hash=hash,
        language=briefing.language,
        source=source,
    )


def _block(site: Site, name: Markup, one: Citable, here: str, *, id: str = "", of: str = "") -> Markup:
    forms = "".join(f"<p>{form}</p><pre><code>{_code(make(one))}</code></pre>" for form, make in citation_formats.FORMS)
    name_of_link = gettext("Permanent link")
    unset = gettext("The address of the site is not set: add its beginning.")
    unknown = "" if site.site_url else f" {unset}"
    anchor = f' id="{id}"' if id else ""
    more = f'<span class="bg-sr">: {escape(in_one_line(of))}</span>' if of else ""
    link = escape(one.url if site.site_url else here)
    return Markup(
        f'<details class="bg-citing" data-search-exclude="true"{anchor}><summary>{name}</summary>'
        f'<p class="bg-citing__plain">{escape(citation_formats.plain(one))}</p>'
        f'<div class="bg-citing__forms"><p><a href="{link}">{name_of_link}{more}</a>.{unknown}</p>{forms}</div></details>'
    )


def _code(text: str) -> str:
    # one line of HTML, because a blank line ends an HTML block in Markdown
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "&#10;")
