"""The CommonMark parser of prose, with a limited number of steps.

markdown-it-py reads the lines of a block quote again for each block in it that ends early. Some texts of 20,000
characters then take a minute. So this module counts how often a line is tried as the end of a block. Ordinary prose
takes up to nine such steps a line.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, hr
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_STEPS = 20_000
_STEPS_OF_LINE = 5
_COUNT = "steps"
_LAST = -1
"""The key of the position of the last closing bracket."""
_FEWEST_LINES = 200
"""Texts of fewer lines cannot take too many steps."""


class TooManySteps(Exception):
    """The blocks of a text take more steps to find than the limit."""


def parser() -> MarkdownIt:
    """Return a CommonMark parser without raw HTML and images.

    Its `parse` raises TooManySteps.
    """
    made = MarkdownIt("commonmark", {"html": False, "linkify": False})
    made.disable(["image", "html_block", "html_inline"])
    # this rule is tried for every line that may end a block
    made.block.ruler.at("hr", _counted_hr, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.inline.ruler.before("link", "open_bracket", _open_brackets)
    return made


def blocks(text: str) -> list[Token]:
    """Return the tokens of a text, or none if they take too many steps."""
    return _parsed(text) or []


def is_too_long(text: str) -> bool:
    """Return whether the blocks of a text take too many steps to find."""
    return ">" in text and text.count("\n") >= _FEWEST_LINES and _parsed(text) is None


def _parsed(text: str) -> list[Token] | None:
    try:
        return _PARSER.parse(text)
    except TooManySteps:
        return None


def _counted_hr(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    env: MutableMapping[str, Any] = state.env
    env[_COUNT] = env.get(_COUNT, 0) + 1
    if env[_COUNT] > _STEPS + _STEPS_OF_LINE * len(state.bMarks):
        raise TooManySteps
    return hr(state, start, end, silent)


def _open_brackets(state: StateInline, silent: bool) -> bool:
    """Read brackets that nothing closes as text; the rule for links would search for their ends.

    The position of the last closing bracket is kept in the cache, whose other keys are positions.
    """
    if state.src[state.pos] != "[":
        return False
    if _LAST not in state.cache:
        state.cache[_LAST] = state.src.rfind("]")
    if state.cache[_LAST] > state.pos:
        return False
    end = state.pos + 1
    while end < state.posMax and state.src[end] == "[":
        end += 1
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


_PARSER = parser()
