"""Rules that prose adds to Markdown: links to briefs, citations, lower headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefgen.text.markup import CITATION, LINK

_BRACKETS = re.compile(r"\[++")


def add_to(markdown: MarkdownIt) -> None:
    """Add the rules to a parser of prose."""
    markdown.inline.ruler.before("link", "unclosed", _unclosed)
    markdown.inline.ruler.before("link", "brief_link", _brief_link)
    markdown.inline.ruler.before("link", "citation", _citation)
    markdown.core.ruler.push("outline", _lower_headings)


def link_token(target: str, words: str | None) -> Token:
    """Return the token of a link to a brief, `[[target|words]]`."""
    token = Token("brief_link", "", 0)
    token.meta = {"target": target.strip(), "words": (words or "").strip()}
    return token


def citation_token(source: str, locator: str | None) -> Token:
    """Return the token of a citation, `[@source, locator]`."""
    token = Token("citation", "", 0)
    token.meta = {"source": source, "locator": (locator or "").strip()}
    return token


def _unclosed(state: StateInline, silent: bool) -> bool:
    """Take brackets as text at once if fewer closing ones follow.

    In a row of opening brackets, each needs a closing one of its own. markdown-it would search for it from each of them.
    """
    if state.src.endswith("[", 0, state.pos):
        # the row was counted at its start
        return False
    row = _BRACKETS.match(state.src, state.pos)
    if row is None:
        return False
    closings = _closings(state.src)
    surplus = len(row[0]) - (len(closings) - bisect_right(closings, row.end() - 1))
    if surplus <= 0:
        return False
    if not silent:
        state.pending += "[" * surplus
    state.pos += surplus
    return True


@lru_cache(maxsize=1)
def _closings(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer(r"\]", text))


def _brief_link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = LINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("brief_link", "", 0).meta = link_token(match[1], match[2]).meta
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).meta = citation_token(match[1], match[2]).meta
    state.pos = match.end()
    return True


def _lower_headings(state: StateCore) -> None:
    """Make the first heading level of prose h3, because the page has its own headings."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
