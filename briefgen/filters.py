"""What a template may call: everything that turns values into safe HTML as seen from one page.

`Here` knows where its page stands, so links are relative to it, and which number each source has in its list. All it
returns is `Markup`: escaped, or made of escaped parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from markupsafe import Markup, escape

from briefgen import addresses, words
from briefgen.corpus import Made
from briefgen.edtf import Edtf
from briefgen.kinds._base import Citation
from briefgen.kinds.source import Source
from briefgen.prose import Place
from briefgen.site import Site


def code_block(text: str) -> Markup:
    """Return text as a block of code on one line of HTML, which no Markdown reader takes apart; a keyboard can scroll it."""
    lines = Markup("&#10;").join(text.strip("\n").split("\n"))
    return Markup('<pre class="bg-code" tabindex="0"><code>{}</code></pre>').format(lines)


class Here:
    """The helpers of one page. A template calls them as `here.link(id)`, `here.prose(text)`, `here.cite(citations)`."""

    def __init__(self, site: Site, url: str, numbers: Mapping[str, int], self_id: str = "") -> None:
        self._site = site
        self._url = url
        self._numbers = numbers
        self._place = Place(link=self.to, numbers=numbers, self_id=self_id)
        self._depth = url.count("/")
        self._up = "../" * self._depth

    def to(self, url: str) -> str:
        """Return the link from this page to an address in the site."""
        return addresses.relative(self._url, url)

    def page(self, address: str) -> str:
        """Return the link from this page to an address in the site, such as ``events/``."""
        return addresses.relative(self._url, self._site.url(addresses.uri(address)))

    def href(self, ref: str) -> str:
        """Return the link from this page to a brief, statement or version; empty when it has no page."""
        url = self._site.url_of(ref)
        return "" if url is None else self.to(url)

    def link(self, ref: str, text: str = "") -> Markup:
        """Return a link to a brief, statement or version under its name; the name alone when it has no page."""
        kept = self._site.fragments
        key = (self._depth, ref, text)
        if key not in kept:
            label = escape(text or self._site.label(ref))
            url = self._site.url_of(ref)
            kept[key] = Markup(f'<a href="{self._up}{escape(url)}">{label}</a>') if url is not None else label
        return kept[key]

    def kept(self, name: str, key: str, macro: Callable[..., Markup], *values: object) -> Markup:
        """Return what a macro makes of the values, made once for all pages of the same depth.

        Only for fragments that depend on nothing else of their page, such as its numbering of sources.
        """
        kept = self._site.fragments
        full = (self._depth, name, key)
        if full not in kept:
            kept[full] = macro(self, self._site, *values)
        return kept[full]

    def links(self, refs: Iterable[str]) -> Markup:
        """Return links separated by commas."""
        return Markup(", ").join(self.link(ref) for ref in refs)

    def prose(self, text: str | None, *, autolink: bool = False) -> Markup:
        """Return prose as one line of safe HTML blocks."""
        return self._site.prose.html(text, self._place, autolink=autolink) if text else Markup("")

    def inline(self, text: str | None) -> Markup:
        """Return prose as safe HTML without blocks."""
        return self._site.prose.inline(text, self._place) if text else Markup("")

    def plain(self, text: str | None, most: int = 0) -> str:
        """Return the words of prose without markup, cut at a word where it is longer than ``most`` characters."""
        found = self._site.prose.plain(text) if text else ""
        if most and len(found) > most:
            return found[: most + 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
        return found

    def date(self, date: Edtf | None) -> Markup:
        """Return a date in words, machine-readable where HTML has a form for it."""
        return Markup("") if date is None else _date(date)

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """Return the numbers of the sources, each leading to its place in the page's list."""
        marks = []
        for citation in citations:
            source = self._site.corpus.former.get(citation.source, citation.source)
            number = self._numbers.get(source)
            if number is None:
                continue
            locator = f", {citation.locator}" if citation.locator else ""
            title = escape(f"{self._site.label(source)}{locator}")
            marks.append(f'<a href="#source-{number}" title="{title}">[{number}{escape(locator)}]</a>')
        return Markup(f'<sup class="bg-cite">{"".join(marks)}</sup>') if marks else Markup("")

    def stance(self, stance: str) -> Markup:
        """Return a stance as a chip: sign and word, coloured by class."""
        sign, word = words.STANCES[stance]
        return Markup(
            f'<span class="bg-stance bg-stance--{stance}"><span aria-hidden="true">{sign}</span> {word}</span>'
        )

    def change(self, change: str) -> Markup:
        """Return a change as a chip: sign and word, coloured by class."""
        sign, word = words.CHANGES[change]
        return Markup(
            f'<span class="bg-change bg-change--{change}"><span aria-hidden="true">{sign}</span> {word}</span>'
        )

    def grade(self, source: str, credibility: int | None = None) -> Markup:
        """Return a source's grade and a credibility as the usual pair, with its words."""
        found = self._site.corpus.find(source, Source)
        letter = found.reliability if found else None
        return grade(letter, credibility)

    def publisher(self, publisher: str | None) -> Markup:
        """Return a publisher as a link when it is an actor's id, else as text."""
        if publisher is None:
            return Markup("")
        return self.link(publisher) if self._site.url_of(publisher) else escape(publisher)

    def out(self, url: str, text: str = "") -> Markup:
        """Return a link that leaves the site."""
        shown = escape(text or url.removeprefix("https://").removeprefix("http://").rstrip("/"))
        return Markup(f'<a class="bg-out" href="{escape(url)}" rel="noopener noreferrer">{shown}</a>')

    def byline(self, made: Made, *, name: bool = True) -> Markup:
        """Return who said it (unless the name stands above), in which role on that day, and for whom."""
        statement = made.statement
        parts = [self.link(statement.speaker)] if name else []
        roles = self._site.roles(statement.speaker, made.date)
        if roles:
            parts.append(Markup(f'<span class="bg-role">{escape(roles)}</span>'))
        if statement.on_behalf_of:
            parts.append(Markup("on behalf of ") + self.link(statement.on_behalf_of))
        return Markup(", ").join(parts)


@lru_cache(maxsize=65536)
def _date(date: Edtf) -> Markup:
    label = escape(date.words())
    return (
        Markup(f'<time datetime="{escape(date.iso)}">{label}</time>') if date.iso else Markup(f"<span>{label}</span>")
    )


@cache
def grade(letter: str | None, credibility: int | None) -> Markup:
    """Return the pair of reliability and credibility, such as B2, with what it means for those who hover or listen."""
    if letter is None and credibility is None:
        return Markup("")
    meaning = []
    if letter:
        meaning.append(f"source {words.RELIABILITY[letter]}")
    if credibility:
        meaning.append(f"information {words.CREDIBILITY[credibility]}")
    text = "; ".join(meaning)
    pair = f"{letter or '–'}{credibility or ''}"
    return Markup(
        f'<span class="bg-grade bg-grade--{letter or "none"}" title="{escape(text)}">'
        f'<span aria-hidden="true">{pair}</span><span class="bg-sr">{escape(text)}</span></span>'
    )
