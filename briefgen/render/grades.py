"""Grades of sources and information as HTML, such as B2."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from briefgen.model import vocabulary
from briefgen.site.corroboration_words import OFFICIAL
from briefgen.text.messages import gettext, language


def grade(letter: str | None, credibility: int | None, href: str = "", words: str = "") -> Markup:
    """Return the pair of reliability and credibility, such as B2.

    Its words are for screen readers, the tooltip and keyboard focus. With ``href``, the pair is a link, because touch screens
    have no tooltips. ``words`` replace the usual words for the letter.
    """
    return _grade(letter, credibility, href, words, language())


@cache
def _grade(letter: str | None, credibility: int | None, href: str, words: str, _shown_in: str) -> Markup:
    if letter is None and credibility is None:
        return Markup("")
    meaning = []
    if letter:
        words = words or gettext(vocabulary.RELIABILITY[letter])
        is_official = words == gettext(OFFICIAL)
        meaning.append(words if is_official else gettext("source %(reliability)s", reliability=words))
    if credibility:
        meaning.append(gettext(vocabulary.CREDIBILITY[credibility]))
    pair = f"{letter or '–'}{credibility or ''}"
    tag, address = ("a", f' href="{escape(href)}"') if href else ("span", "")
    text = escape("; ".join(meaning))
    return Markup(
        f'<{tag} class="bg-grade bg-grade--{letter or "none"}"{address} title="{text}">{pair}'
        f'<span class="bg-grade__words"> {text}</span></{tag}>'
    )
