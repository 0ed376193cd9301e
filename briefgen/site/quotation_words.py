"""Whose words a quotation is, in words for readers.

`provenance.translation` decides. The degree of a quotation stands beside these words.
"""

from __future__ import annotations

from briefgen.model.kinds.source import Source
from briefgen.provenance.translation import Translation
from briefgen.site.shared import Site
from briefgen.text import languages
from briefgen.text.lines import in_one_line


def publisher_of(site: Site, source: str) -> str:
    """Return the name of a source's publisher, or its title if none is noted."""
    found = site.corpus.find(source, Source)
    if found is None:
        return source
    return in_one_line(site.label(found.publisher) if found.publisher else found.label)


def whose_words(site: Site, found: Translation) -> str:
    """Return who translated a quotation, and whether the original is at hand.

    `{outlet}` stands for the name of the publisher, which the caller makes safe.
    """
    original = "original at hand" if found.has_original else "original not seen"
    if found.by == "none":
        return "original words"
    if found.by == "editors":
        return f"our translation; {original}"
    if found.by == "unknown":
        return f"language of the source not noted; {original}"
    if not found.may_be_original:
        return f"translated by {{outlet}}; {original}"
    source = site.corpus.find(found.source, Source)
    language = (source.language if source else None) or site.briefing.language
    return f"in the {languages.name(language)} of {{outlet}}; {original}"
