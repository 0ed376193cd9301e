"""Sentences that the data writes, as HTML with links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup, escape

from briefgen.site.sentences import Sentence, SentenceLink, Value


class LinkMaker(Protocol):
    """Makes the links of one page. `PageHelpers` implements it."""

    def link(self, ref: str, text: str = "") -> Markup: ...

    def page(self, address: str) -> str: ...


def html(here: LinkMaker, sentences: Iterable[Sentence]) -> Markup:
    """Return sentences as inline HTML, separated by spaces."""
    return Markup(" ").join(_sentence(here, each) for each in sentences)


def _sentence(here: LinkMaker, sentence: Sentence) -> Markup:
    values = {name: _value(here, value) for name, value in sentence.values.items()}
    return Markup(escape(sentence.words)).format(**values)


def _value(here: LinkMaker, value: Value) -> Markup:
    if isinstance(value, tuple):
        return Markup(", ").join(_link(here, link) for link in value)
    return escape(value)


def _link(here: LinkMaker, link: SentenceLink) -> Markup:
    if link.is_page:
        return Markup('<a href="{}">{}</a>').format(here.page(link.to), link.text)
    return here.link(link.to, link.text)
