"""The glossary: the terms that the briefing explains, each with its anchor."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefgen.model.briefing import MAX_TERMS, Term
from briefgen.site import urls
from briefgen.text.name_order import by_name
from briefgen.text.terms import Explained, Terms, slugs

ADDRESS = "glossary/"


class GlossaryEntry(msgspec.Struct, frozen=True):
    """A term with its anchor on the page of the glossary."""

    anchor: str
    term: Term


def glossary(terms: Iterable[Term]) -> tuple[GlossaryEntry, ...]:
    """Return the terms in alphabetical order, each with an anchor of its own.

    Further terms than `MAX_TERMS` are left out; the check reports them.
    """
    found = sorted(tuple(terms)[:MAX_TERMS], key=lambda term: by_name(term.term))
    return tuple(map(GlossaryEntry, slugs(term.term for term in found), found))


def explained(terms: Iterable[Term], *, directory_urls: bool) -> Terms:
    """Return the terms as prose explains them, with their addresses in the site."""
    page = urls.url_of(urls.uri(ADDRESS), directory_urls=directory_urls)
    return Terms(
        Explained(f"{page}#{entry.anchor}", entry.term.meaning, (entry.term.term, *entry.term.also))
        for entry in glossary(terms)
    )
