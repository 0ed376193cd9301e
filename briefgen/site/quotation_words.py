"""Whose words a quotation is, in words for readers.

`provenance.translation` decides. The degree of a quotation stands beside these words.
"""

from __future__ import annotations

from briefgen.model.kinds.source import Source
from briefgen.provenance.translation import Translation
from briefgen.site.shared import Site
from briefgen.text import languages
from briefgen.text.lines import in_one_line
from briefgen.text.messages import gettext


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
    original = gettext("original at hand") if found.has_original else gettext("original not seen")
    if found.by == "none":
        return gettext("original words")
    if found.by == "editors":
        words = gettext("our translation")
    elif found.by == "unknown":
        words = gettext("language of the source not noted")
    elif not found.may_be_original:
        words = gettext("translated by %(name)s", name="{outlet}")
    else:
        source = site.corpus.find(found.source, Source)
        language = languages.name((source.language if source else None) or site.briefing.language)
        words = gettext("in the %(language)s of %(name)s", language=language, name="{outlet}")
    return f"{words}; {original}"
