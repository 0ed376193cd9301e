"""Helpers of a page for statements: whose words, doubts, other statements.

`PageHelpers` inherits them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup, escape

from briefgen.analysis.basis import strength
from briefgen.analysis.point_status import disputes_about
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.provenance.degrees import IN_WORDS
from briefgen.provenance.quotations import Quotation
from briefgen.provenance.translation import translation
from briefgen.render.position_badges import basis_word
from briefgen.site.first_words import HeadedStatement, headed
from briefgen.site.quotation_words import publisher_of, whose_words
from briefgen.site.shared import Site
from briefgen.text.messages import gettext


class StatementHelpers(Protocol):
    """Turns what is known about statements into safe HTML for one page."""

    _site: Site
    _self_id: str

    def link(self, ref: str, text: str = "", more: str = "") -> Markup: ...

    def plain(self, text: str | None, most: int = 0) -> str: ...

    def translation(self, made: StatementAt, quotation: Quotation) -> Markup:
        """Return whose words a quotation is, and whether the original is at hand."""
        found = translation(self._site.corpus, made, quotation)
        outlet = Markup("<bdi>{}</bdi>").format(publisher_of(self._site, found.source))
        return Markup(escape(whose_words(self._site, found))).format(outlet=outlet)

    def doubt(self, made: StatementAt) -> str:
        """Return what weakens a statement, its basis or credibility; empty if nothing."""
        basis = self._site.position_records.derived.basis(made)
        words = [basis_word(basis)] if strength(basis) != "strong" else []
        if (made.statement.credibility or 0) >= 4:
            words.append(gettext(vocabulary.CREDIBILITY[made.statement.credibility or 0]))
        return "; ".join(filter(None, words))

    def first_words(self, said: HeadedStatement) -> str:
        """Return the speaker and the first words of a statement."""
        head = f"“{said.words.head}" if said.words.is_quote else self.plain(said.words.head)
        number = f" ({said.number})" if said.number > 1 else ""
        speaker = self._site.attribution(said.made.statement)
        return ": ".join(filter(None, (speaker, head or said.made.event.title))) + number

    def degree_word(self, quotation: Quotation | None) -> str:
        """Return how certain a quotation is, without its place; empty without a quotation."""
        return IN_WORDS[quotation.status] if quotation else ""

    def sayings(self, refs: Iterable[str]) -> Markup:
        """Return links to statements by speaker and first words, or to briefs by name."""
        return Markup(", ").join(self.link(ref, self._saying(ref)) for ref in refs)

    def _saying(self, ref: str) -> str:
        made = self._site.corpus.statements.get(self._site.corpus.current(ref))
        if made is None:
            return ""
        (said,) = headed((made,))
        words = f"“{said.words.head}”" if said.words.is_quote else self.plain(said.words.head)
        elsewhere = f" ({made.event.title})" if made.event.id != self._self_id else ""
        return f"{self._site.attribution(made.statement)}: {words}{elsewhere}" if said.words.head else ""

    def outlet(self, quotation: Quotation) -> str:
        """Return the publisher of the source that has a quotation."""
        return publisher_of(self._site, quotation.source)

    def open_questions(self, subject: str) -> Markup:
        """Return links to the open disputes about a subject; empty if there is none."""
        found = [
            each.id for each in disputes_about(self._site.corpus, subject.partition("#")[0]) if each.state == "open"
        ]
        links = Markup(", ").join(map(self.link, found))
        return Markup('<span class="bg-label">{}</span> {}').format(gettext("disputed"), links) if found else Markup("")
