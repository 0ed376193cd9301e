"""Markdown parser of prose: CommonMark with tables and footnotes, without HTML.

The renderer and the checks use the same parser, so that readers see what was checked. Guarantee: parsing takes linear
time, because tables have a limited number of columns and the names of footnotes a limited length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from briefgen.text.markup import LINK
from briefgen.text.urls import is_safe

MOST_COLUMNS = 30
"""The most columns of a table."""
FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,40}+)\]")
"""A reference to a footnote, or the beginning of its text."""
_BAR = "\ufdd0"
"""Replaces the bar of a link while tables are parsed; YAML does not allow this character."""


def parser() -> MarkdownIt:
    """Return a new parser of prose; callers may add rules to it."""
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    markdown.disable(["image", "html_block", "html_inline"])
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.at("footnote_ref", _footnote_reference)
    markdown.core.ruler.before("block", "protect_links", _protect_links)
    markdown.core.ruler.after("inline", "restore_links", _restore_links)
    markdown.validateLink = is_safe  # type: ignore[method-assign]
    return markdown


def cells(row: str) -> list[str]:
    """Return the cells of a line of a table, as Markdown divides them."""
    found = re.split(r"(?<!\\)\|", LINK.sub("link", row).strip())
    return found[found[0] == "" : len(found) - (len(found) > 1 and found[-1].strip() == "")]


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 < end:
        delimiter = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
        if delimiter.count("|") > MOST_COLUMNS and len(cells(delimiter)) > MOST_COLUMNS:
            return False
    return table(state, start, end, silent)


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    return FOOTNOTE.match(state.src, state.pos) is not None and footnote_ref(state, silent)


def _protect_links(state: StateCore) -> None:
    """Hide the bars of links to briefs, so that they do not end a table's cell."""
    if "[[" in state.src and "\n" in state.src:
        state.src = LINK.sub(lambda match: match[0].replace("|", _BAR, 1), state.src)


def _restore_links(state: StateCore) -> None:
    if _BAR in state.src:
        for token in _all(state.tokens):
            if _BAR in token.content:
                token.content = token.content.replace(_BAR, "|")


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
