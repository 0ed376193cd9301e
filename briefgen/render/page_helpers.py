"""What a template may call: everything that turns values into safe HTML as seen from one page.

`Here` knows where its page stands, so links are relative to it, and which number each source has in its list. All it
returns is `Markup`: escaped, or made of escaped parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from markupsafe import Markup, escape

from briefgen.analysis.corroboration import Backing, best
from briefgen.analysis.positions import Position
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.provenance.quotations import Quotation
from briefgen.render import badges, citation_blocks
from briefgen.site import urls
from briefgen.site.history import iso, position_history, status_history
from briefgen.site.shared import Site, SourceUse
from briefgen.text import citation_marks
from briefgen.text.lines import in_one_line
from briefgen.text.prose import RenderContext


def code_block(text: str) -> Markup:
    """Return text as a block of code on one line of HTML, which no Markdown reader takes apart; a keyboard can scroll it."""
    lines = Markup("&#10;").join(text.strip("\n").split("\n"))
    return Markup('<pre class="bg-code" tabindex="0"><code>{}</code></pre>').format(lines)


# Hebrew, Arabic and their like, and the other scripts that run to the left
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def isolated(text: str) -> Markup:
    """Return a name as one piece of its line, so that one that runs to the left does not reorder what stands beside it."""
    text = in_one_line(text)
    return Markup("<bdi>{}</bdi>").format(text) if _LEFTWARD.search(text) else escape(text)


class PageHelpers:
    """The helpers of one page. A template calls them as `here.link(id)`, `here.prose(text)`, `here.cite(citations)`."""

    def __init__(self, site: Site, url: str, sources: Iterable[str] = (), self_id: str = "") -> None:
        self._site = site
        self._url = url
        self._marks = citation_marks.CitationNumbers(sources)
        self._self_id = self_id
        self._place = RenderContext(link=self.to, numbers=self._marks, self_id=self_id)
        self._depth = url.count("/")
        self._up = "../" * self._depth
        self._grades = f"{self.page('how-to-read/')}#grades"

    def to(self, url: str) -> str:
        """Return the link from this page to an address in the site."""
        return urls.relative(self._url, url)

    def page(self, address: str) -> str:
        """Return the link from this page to an address in the site, such as ``events/``."""
        return urls.relative(self._url, self._site.url(urls.uri(address)))

    def href(self, ref: str) -> str:
        """Return the link from this page to a brief, statement or version; empty when it has no page."""
        url = self._site.url_of(ref)
        return "" if url is None else self.to(url)

    def link(self, ref: str, text: str = "") -> Markup:
        """Return a link to a brief, statement or version under its name; the name alone when it has no page."""
        kept = self._site.fragments
        key = (self._depth, ref, text)
        if key not in kept:
            label = isolated(text or self._site.label(ref))
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
        return self._anchored(self._site.prose.html(text, self._place, autolink=autolink)) if text else Markup("")

    def inline(self, text: str | None) -> Markup:
        """Return prose as safe HTML without blocks."""
        return self._anchored(self._site.prose.inline(text, self._place)) if text else Markup("")

    def _anchored(self, html: Markup) -> Markup:
        return Markup(self._marks.anchored(html))

    def listed(self, uses: Iterable[SourceUse]) -> list[tuple[int, bool, SourceUse]]:
        """Return the page's sources by number, each with whether a mark leads to it; asked for when all marks are made."""
        marked = set(self._marks)
        rows = [
            (self._marks[use.source.id], use.source.id in marked, use)
            for use in sorted(uses, key=lambda u: u.source.id not in marked)
        ]
        return sorted(rows, key=lambda row: row[0])

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
        former = self._site.corpus.former
        cited = ((former.get(c.source, c.source), c.locator) for c in citations)
        return self._anchored(Markup(citation_marks.group(cited, self._marks, self._site.label)))

    def over(self, actor: str, subject: str, href: str = "") -> Markup:
        """Return the attribute of a cell with the positions in it by the day from which each counted.

        Each leads to its statement, or where the page says.
        """
        found = position_history(self._site, actor, subject)
        rows = [
            [iso(h.day), h.position.stance, href or self.href(h.position.made.ref), h.position.made.date.words()]
            for h in found
        ]
        return _days(rows)

    def status_history(self, point: Point) -> Markup:
        """Return the attribute of a point's mark with its status by the day from which it was known."""
        return _days([[iso(stood.day), stood.entry.change] for stood in status_history(self._site, point)])

    def stance(self, stance: str) -> Markup:
        """Return a stance as a chip: sign and word, coloured by class."""
        sign, word = vocabulary.STANCES[stance]
        return Markup(
            f'<span class="bg-stance bg-stance--{stance}"><span aria-hidden="true">{sign}</span> {word}</span>'
        )

    def sign(self, held: Sequence[Position]) -> Markup:
        """Return the newest of an actor's positions as its sign alone, leading to the statement; its word is said, not shown."""
        if not held:
            return Markup('<span class="bg-none" aria-hidden="true">·</span><span class="bg-sr">not known</span>')
        sign, word = vocabulary.STANCES[held[0].stance]
        return Markup(
            '<a class="bg-mark bg-stance--{}" href="{}" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="bg-sr">{}</span></a>'
        ).format(held[0].stance, self.href(held[0].made.ref), word, sign, word)

    def change(self, change: str) -> Markup:
        """Return a change as a chip: sign and word, coloured by class."""
        sign, word = vocabulary.CHANGES[change]
        return Markup(
            f'<span class="bg-change bg-change--{change}"><span aria-hidden="true">{sign}</span> {word}</span>'
        )

    def grade(self, source: str, credibility: int | None = None) -> Markup:
        """Return a source's grade and a credibility as the usual pair, with its words, leading to what they mean."""
        found = self._site.corpus.find(source, Source)
        letter = found.reliability if found else None
        return grade(letter, credibility, self._grades)

    def pair(self, made: StatementAt) -> Markup:
        """Return a statement's own pair: the grade of its best source and the statement's credibility."""
        statement = made.statement
        sources = [citation.source for citation in statement.cite]
        return self.grade(best(self._site.corpus, sources) or sources[0], statement.credibility)

    def evidence(self, made: StatementAt) -> Markup:
        """Return a statement's badges, opening what they rest on."""
        return badges.of_statement(self, made, self._site.corroboration)

    def resting(self, made: StatementAt) -> Markup:
        """Return a statement's badges and its sources by origin, in full."""
        return badges.in_full(self, made, self._site.corroboration)

    def between(self, level: str) -> Markup:
        """Return how far parties are apart as a chip: sign and word."""
        sign, word, _ = vocabulary.BETWEEN[level]
        return Markup(
            f'<span class="bg-between bg-between--{level}"><span aria-hidden="true">{sign}</span> {word}</span>'
        )

    def event_evidence(self, event: Event) -> Markup:
        """Return how many origins an event has, opening the list of them."""
        return badges.of_event(self, self._site.corroboration.event(event))

    def contested(self, id: str) -> Markup:
        """Return the open disputes about a brief; nothing where there is none."""
        return badges.contested(self, self._site.corroboration.contested.get(id, ()))

    def backing(self, citations: Iterable[Citation]) -> Markup:
        """Return how many origins citations have, opening the list of them; nothing without citations."""
        found = self._site.corroboration.backing(citation.source for citation in citations)
        return badges.of_part(self, found, self._site.corroboration) if found.groups else Markup("")

    def strength(self, backing: Backing, href: str = "") -> Markup:
        """Return how many origins a claim has and the grade of its best source; with an address, as a link."""
        return badges.strength(self, backing, best(self._site.corpus, backing.sources), href)

    def by_origin(self, backing: Backing) -> Markup:
        """Return the sources of a claim as items of a list, those together that go back to one report."""
        return badges.by_origin(self, backing, {})

    def verified(self, quotation: Quotation | None) -> Markup:
        """Return the mark of a quotation that was found in its source, with the place; nothing for any other."""
        if quotation is None or quotation.location is None:
            return Markup("")
        # on the page of the source itself a link to it leads nowhere
        source = "the source" if quotation.source == self._self_id else self.link(quotation.source, "the source")
        return Markup('<span class="bg-verified"><span aria-hidden="true">✓</span> found in {}, {}</span>').format(
            source, quotation.location.words()
        )

    def verified_in(self, source: str, quote: str) -> Markup:
        """Return the same mark for the words of a citation."""
        return self.verified(self._site.quotations.words.get((source, quote)))

    def citing(self, made: StatementAt) -> Markup:
        """Return how to cite a statement."""
        return citation_blocks.statement(self._site, made)

    def publisher(self, publisher: str | None) -> Markup:
        """Return a publisher as a link when it is an actor's id, else as text."""
        if publisher is None:
            return Markup("")
        return self.link(publisher) if self._site.url_of(publisher) else escape(in_one_line(publisher))

    def out(self, url: str, text: str = "") -> Markup:
        """Return a link that leaves the site."""
        shown = escape(in_one_line(text) or url.removeprefix("https://").removeprefix("http://").rstrip("/"))
        return Markup(f'<a class="bg-out" href="{escape(url)}" rel="noopener noreferrer">{shown}</a>')

    def byline(self, made: StatementAt, *, name: bool = True) -> Markup:
        """Return who said it (unless the name stands above), in which role on that day, and for whom."""
        statement = made.statement
        parts = [self.link(statement.speaker)] if name else []
        roles = self._site.roles(statement.speaker, made.date)
        if roles:
            parts.append(Markup(f'<span class="bg-role">{escape(in_one_line(roles))}</span>'))
        if statement.on_behalf_of:
            parts.append(Markup("on behalf of ") + self.link(statement.on_behalf_of))
        return Markup(", ").join(parts)


def _days(rows: list[list[str]]) -> Markup:
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return Markup(' data-asof="{}"').format(data)


@lru_cache(maxsize=65536)
def _date(date: Edtf) -> Markup:
    label = escape(date.words())
    return (
        Markup(f'<time datetime="{escape(date.iso)}">{label}</time>') if date.iso else Markup(f"<span>{label}</span>")
    )


@cache
def grade(letter: str | None, credibility: int | None, href: str = "") -> Markup:
    """Return the pair of reliability and credibility, such as B2, with its words for those who listen, hover or come by keyboard.

    With an address it leads there: a finger cannot hover.
    """
    if letter is None and credibility is None:
        return Markup("")
    meaning = []
    if letter:
        meaning.append(f"source {vocabulary.RELIABILITY[letter]}")
    if credibility:
        meaning.append(f"information {vocabulary.CREDIBILITY[credibility]}")
    pair = f"{letter or '–'}{credibility or ''}"
    tag, address = ("a", f' href="{escape(href)}"') if href else ("span", "")
    text = escape("; ".join(meaning))
    return Markup(
        f'<{tag} class="bg-grade bg-grade--{letter or "none"}"{address} title="{text}">{pair}'
        f'<span class="bg-grade__words"> {text}</span></{tag}>'
    )
