"""Whose words a quotation is: original, or translated by an outlet or by editors.

Decided from the languages of the briefing, of the source that has the words, and of the `original`. Nothing is assumed
where a language is not noted. The words for readers are in `site.quotation_words`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.kinds.source import Source
from briefgen.provenance.quotations import Quotation

Translator = Literal["none", "outlet", "editors", "unknown"]
OWN_WORDS = frozenset({"transcript", "document", "broadcast", "post"})
"""The types of sources that give a speaker's own words if they relay no other source."""


class Translation(msgspec.Struct, frozen=True):
    """Who translated a quotation, and whether the original is at hand."""

    by: Translator
    """`none`: the words are the original. `outlet`: the source printed them so. `unknown`: a language is not noted."""
    source: str
    """Id of the source that has the words, or in which they are claimed to stand."""
    has_original: bool
    """Whether the original is given, or the words are the original."""
    may_be_original: bool = False
    """Whether the speaker may have used these words: the outlet prints them and no other language is noted."""


def translation(corpus: Corpus, made: StatementAt, quotation: Quotation) -> Translation:
    """Return whose words the quotation of a statement is."""
    id = quotation.source or quotation.claimed[0]
    source = corpus.find(id, Source)
    printed = _primary(source.language) if source and source.language else ""
    own = _primary(corpus.briefing.language)
    original = made.statement.original
    if original is not None and _primary(original.lang) == own:
        return Translation("none", id, has_original=True)
    if original is not None:
        is_outlets = quotation.is_found or printed == own
        by: Translator = "outlet" if is_outlets else "editors" if printed else "unknown"
        return Translation(by, id, has_original=True)
    if printed and printed != own and not quotation.is_found:
        return Translation("editors", id, has_original=False)
    if source is not None and source.type in OWN_WORDS and not source.relays and (printed or quotation.is_found):
        return Translation("none", id, has_original=True)
    if printed or quotation.is_found:
        return Translation("outlet", id, has_original=False, may_be_original=True)
    return Translation("unknown", id, has_original=False, may_be_original=True)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
