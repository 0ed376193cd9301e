"""Helpers for templates: turn values into safe HTML for one page.

`PageHelpers` knows the address of its page, for relative links, and the citation number of each source. HTML is returned as
`Markup`: escaped, or made of escaped parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup, escape

from briefgen.analysis.corroboration import RECORDS, Backing
from briefgen.analysis.point_status import PointStatus
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.provenance.quotations import Quotation
from briefgen.render import badges, citation_blocks, sentences, signs, template_messages
from briefgen.render.grades import grade
from briefgen.render.position_helpers import PositionHelpers
from briefgen.render.statement_helpers import StatementHelpers
from briefgen.site import repository_links, urls
from briefgen.site.corroboration_words import reliability
from briefgen.site.dead_links import SourceAddresses, checked_on, reading
from briefgen.site.position_words import since_words
from briefgen.site.quality import is_review_old
from briefgen.site.sentences import Sentence
from briefgen.site.shared import Site, SourceUse
from briefgen.text import citation_marks
from briefgen.text.direction import LEFTWARD
from briefgen.text.lines import in_one_line
from briefgen.text.messages import gettext, language
from briefgen.text.prose import RenderContext
from briefgen.text.tables_and_footnotes import key_of


def code_block(text: str) -> Markup:
    """Return text as a code block on one line of HTML.

    On one line, Markdown does not change it. It can have the focus, so that the keyboard can scroll it.
    """
    lines = Markup("&#10;").join(text.strip("\n").split("\n"))
    return Markup('<pre class="bg-code" tabindex="0"><code>{}</code></pre>').format(lines)


def isolated(text: str) -> Markup:
    """Return a name as HTML, isolated with `<bdi>` if it has right-to-left script.

    Without isolation, it would reorder the text next to it.
    """
    text = in_one_line(text)
    return Markup("<bdi>{}</bdi>").format(text) if LEFTWARD.search(text) else escape(text)


_NO_PLACES: Mapping[str, str] = MappingProxyType({})


def unseen(words: str) -> Markup:
    """Return words that only screen readers have; empty without words."""
    return Markup('<span class="bg-sr">{}</span>').format(in_one_line(words)) if words else Markup("")


class PageHelpers(PositionHelpers, StatementHelpers):
    """The helpers of one page, which templates call as `here.link(id)` and so on.

    ``url`` is the page's address in the site, ``sources`` the ids that it lists, and ``self_id`` the id of its brief. ``places``
    are addresses that links to briefs lead to, by id, in place of the briefs' own pages.
    """

    def __init__(
        self,
        site: Site,
        url: str,
        sources: Iterable[str] = (),
        self_id: str = "",
        places: Mapping[str, str] = _NO_PLACES,
    ) -> None:
        self._places = places
        self._site = site
        self._url = url
        self._marks = citation_marks.CitationNumbers(sources)
        self._self_id = self_id
        self._place = RenderContext(link=self.to, numbers=self._marks, self_id=self_id, footnote_key=self._footnote_key)
        self._footnote_keys: Counter[str] = Counter()
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
        """Return the link from this page to a brief, statement or version.

        The result is empty if it has no page.
        """
        url = self._site.url_of(ref)
        return "" if url is None else self.to(url)

    def link(self, ref: str, text: str = "", more: str = "") -> Markup:
        """Return a link to a brief, statement or version, with its name as text.

        The result is only the name if it has no page. ``more`` are words for screen readers, which distinguish links with
        one text.
        """
        if place := self._places.get(self._site.corpus.former.get(ref, ref)):
            name = isolated(text or self._site.name(ref)) + unseen(more)
            return Markup('<a href="{}">{}</a>').format(self.to(place), name)
        kept = self._site.fragments
        key = (self._depth, ref, f"{text}\n{more}")
        if key not in kept:
            label = isolated(text or self._site.name(ref)) + unseen(more)
            url = self._site.url_of(ref)
            kept[key] = Markup(f'<a href="{self._up}{escape(url)}">{label}</a>') if url is not None else label
        return kept[key]

    def kept(self, name: str, key: str, macro: Callable[..., Markup], *values: object) -> Markup:
        """Return the output of a macro, cached for all pages of the same depth.

        ``name`` and ``key`` identify the fragment. It must not depend on its page in any other way than its depth, so it cannot
        have citation numbers.
        """
        kept = self._site.fragments
        full = (self._depth, name, key)
        if full not in kept:
            kept[full] = macro(self, self._site, *values)
        return kept[full]

    def name(self, ref: str) -> str:
        """Return a name that no other brief, statement or version has."""
        return self._site.name(ref)

    def words_of(self, ref: str) -> Markup:
        """Return the first words of a statement for screen readers, after a colon."""
        return unseen(f": {self._site.words_of(ref)}")

    def unseen(self, words: str) -> Markup:
        """Return words that only screen readers have."""
        return unseen(words)

    def repeated(self, made: StatementAt) -> Markup:
        """Return the name of a statement for screen readers, if another has its words."""
        return unseen(f" ({self._site.name(made.ref)})") if self._site.is_repeated(made) else Markup("")

    def sentences(self, found: Iterable[Sentence]) -> Markup:
        """Return sentences that the data writes, with their links."""
        return sentences.html(self, found)

    def version(self, plan: Plan, id: str) -> Markup:
        """Return a link to a version of a plan, with its label as text."""
        found = next((version for version in plan.versions if version.id == id), None)
        return self.link(f"{plan.id}@{id}", found.label) if found else escape(id)

    def links(self, refs: Iterable[str]) -> Markup:
        """Return links to several briefs, separated by commas."""
        return Markup(", ").join(self.link(ref) for ref in refs)

    def prose(self, text: str | None, *, autolink: bool = False, explain: bool = False) -> Markup:
        """Return prose as safe HTML blocks on one line.

        With ``explain``, the first mention of each term on the page links to the glossary.
        """
        if not text:
            return Markup("")
        return self._anchored(self._site.prose.html(text, self._place, autolink=autolink, explain=explain))

    def inline(self, text: str | None) -> Markup:
        """Return prose as safe inline HTML."""
        return self._anchored(self._site.prose.inline(text, self._place)) if text else Markup("")

    def _footnote_key(self, text: str) -> str:
        """Return the key of a text's footnotes, with a number if the page has shown the same text before."""
        key = key_of(text)
        self._footnote_keys[key] += 1
        return key if self._footnote_keys[key] == 1 else f"{key}-{self._footnote_keys[key]}"

    def _anchored(self, html: Markup) -> Markup:
        return Markup(self._marks.anchored(html))

    def listed(self, uses: Iterable[SourceUse]) -> list[tuple[int, bool, SourceUse]]:
        """Return the page's sources by citation number.

        Each row has the number, whether a mark on the page refers to it, and the source. Call it after all marks are made.
        """
        marked = set(self._marks)
        rows = [
            (self._marks[use.source.id], use.source.id in marked, use)
            for use in sorted(uses, key=lambda u: u.source.id not in marked)
        ]
        return sorted(rows, key=lambda row: row[0])

    def plain(self, text: str | None, most: int = 0) -> str:
        """Return prose without markup, cut after a word at ``most`` characters.

        With 0, it is not cut.
        """
        found = self._site.prose.plain(text) if text else ""
        if most and len(found) > most:
            return found[: most + 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
        return found

    def date(self, date: Edtf | None) -> Markup:
        """Return a date in words, as a `<time>` element if HTML can represent it."""
        return Markup("") if date is None else _date(date, language())

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """Return the citation numbers of the sources, as links to the page's list."""
        former = self._site.corpus.former
        cited = ((former.get(c.source, c.source), c.locator) for c in citations)
        return self._anchored(Markup(citation_marks.group(cited, self._marks, self._site.label)))

    def change(self, change: str) -> Markup:
        """Return a change as a sign with its word."""
        return signs.chip("change", change, vocabulary.CHANGES[change][1])

    def grade(self, source: str, credibility: int | None = None) -> Markup:
        """Return a source's grade and a credibility as a pair such as B2.

        The pair links to the explanation of the grades.
        """
        found = self._site.corpus.find(source, Source)
        letter = found.reliability if found else None
        return grade(letter, credibility, self._grades, self.reliability(source))

    def reliability(self, source: str) -> str:
        """Return the meaning of a source's grade in words; empty without a grade."""
        return reliability(self._site, source)

    def evidence(self, made: StatementAt) -> Markup:
        """Return a statement's badges, which open the evidence for them."""
        return badges.of_statement(self, self._site, made)

    def status_since(self, status: PointStatus) -> str:
        """Return what later versions say of a point; empty where its report is the newest."""
        return since_words(self._site, status)

    def event_evidence(self, event: Event) -> Markup:
        """Return the badge of an event, which opens the list of its origins."""
        return badges.of_event(self, self._site, self._site.corroboration.event(event))

    def contested(self, id: str) -> Markup:
        """Return a badge for each open dispute about a brief; empty if there is none."""
        return badges.contested(self, self._site.corroboration.contested.get(id, ()))

    def backing(self, citations: Iterable[Citation]) -> Markup:
        """Return the badge of citations, which opens the list of their origins.

        The result is empty without citations.
        """
        known = self._site.corroboration
        found = known.so(citations)
        is_single = known.is_single(found, RECORDS)
        return badges.of_part(self, self._site, found, is_single=is_single) if found.groups else Markup("")

    def strength(self, backing: Backing, href: str = "") -> Markup:
        """Return who says that a claim is so; a link to ``href`` if that is not empty."""
        return badges.strength(self._site, backing, href)

    def by_origin(self, backing: Backing) -> Markup:
        """Return the sources of a claim as list items, grouped by origin."""
        return badges.by_origin(self, backing, {})

    def degree(self, quotation: Quotation | None) -> Markup:
        """Return the degree of a quotation in words, and its place in the source.

        The result is empty without a quotation.
        """
        if quotation is None:
            return Markup("")
        # the page of the source does not link to itself
        is_own = quotation.source == self._self_id
        name = gettext("the source") if is_own else self.outlet(quotation)
        named = f"{name}, {quotation.location.words()}" if quotation.location else name
        more = f": {self._site.name(quotation.source)}"
        return badges.degree(quotation, named if is_own else self.link(quotation.source, named, more))

    def degree_in(self, source: str, quote: str) -> Markup:
        """Return the same for the quotation in a citation."""
        return self.degree(self._site.quotations.words.get((source, quote)))

    def is_review_old(self, brief: Brief) -> bool:
        """Return whether a brief's last review is old, see `quality.is_review_old`."""
        return is_review_old(self._site, brief)

    def citing(self, made: StatementAt) -> Markup:
        """Return how to cite a statement."""
        return citation_blocks.statement(self._site, made)

    def publisher(self, publisher: str | None) -> Markup:
        """Return a publisher as a link if it is an actor's id, else as text."""
        if publisher is None:
            return Markup("")
        return self.link(publisher) if self._site.url_of(publisher) else isolated(in_one_line(publisher))

    def out(self, url: str, text: str = "", more: str = "") -> Markup:
        """Return an external link; its text defaults to the address without the scheme.

        ``more`` are words for screen readers.
        """
        shown = escape(in_one_line(text) or url.removeprefix("https://").removeprefix("http://").rstrip("/"))
        shown += unseen(more)
        return Markup(f'<a class="bg-out" href="{escape(url)}" rel="noopener noreferrer">{shown}</a>')

    def reading(self, source: Source) -> SourceAddresses:
        """Return where a source can be read, see `dead_links.reading`."""
        return reading(self._site.corpus, source)

    def dead_since(self, source: Source) -> str:
        """Return since when a source's original is dead, see `dead_links.checked_on`."""
        return checked_on(self._site.corpus, source)

    def edit_link(self, brief: Brief) -> str:
        """Return where a brief's file is edited, see `repository_links.edit_link`."""
        return repository_links.edit_link(self._site, brief)

    def correction_link(self, brief: Brief, title: str) -> str:
        """Return where to report a mistake, see `repository_links.correction_link`."""
        return repository_links.correction_link(self._site, brief, title)

    def form_link(self, kind: str) -> str:
        """Return the form for a new brief, see `repository_links.form_link`."""
        return repository_links.form_link(self._site, kind)

    def new_link(self, kind: str) -> str:
        """Return where a new file begins, see `repository_links.new_link`."""
        return repository_links.new_link(self._site, kind)

    def attributed(self, statement: Statement) -> Markup:
        """Return links to the speakers of a statement, or to the actor that reported it."""
        names = self.links(statement.attributed_to)
        return (
            names
            if statement.named_speakers or not names
            else template_messages.gettext("Reported by %(who)s", who=names)
        )

    def figures(self, figures: Iterable[Figure]) -> Markup:
        """Return figures as list items: label, number, unit, period and whose it is."""
        return Markup("").join(self._figure(figure) for figure in figures)

    def _figure(self, figure: Figure) -> Markup:
        parts = [
            Markup('<span class="bg-label">{}</span> {}').format(in_one_line(figure.label), in_one_line(figure.amount))
        ]
        if figure.from_:
            parts.append(template_messages.gettext("from %(date)s", date=self.date(figure.from_)))
        if figure.to:
            parts.append(template_messages.gettext("to %(date)s", date=self.date(figure.to)))
        if figure.by:
            parts.append(self.link(figure.by))
        return Markup("<li>{}</li>").format(Markup(", ").join(parts))

    def byline(self, made: StatementAt, *, name: bool = True) -> Markup:
        """Return the speakers of a statement, their roles, and on whose behalf.

        Without ``name``, the names are left out. Roles are named for a single speaker only.
        """
        statement = made.statement
        parts = [self.attributed(statement)] if name else []
        roles = self._site.roles(statement.named_speakers[0], made.date) if len(statement.named_speakers) == 1 else ""
        if roles:
            parts.append(Markup(f'<span class="bg-role">{escape(in_one_line(roles))}</span>'))
        if statement.reported_by:
            if statement.named_speakers:
                parts.append(template_messages.gettext("reported by %(name)s", name=self.link(statement.reported_by)))
            parts.append(template_messages.gettext("no named speaker"))
        if statement.on_behalf_of:
            parts.append(template_messages.gettext("on behalf of %(name)s", name=self.link(statement.on_behalf_of)))
        return Markup(", ").join(parts)


@lru_cache(maxsize=65536)
def _date(date: Edtf, _shown_in: str) -> Markup:
    # the language is an argument because the result is kept
    label = escape(date.words())
    return (
        Markup(f'<time datetime="{escape(date.iso)}">{label}</time>') if date.iso else Markup(f"<span>{label}</span>")
    )
