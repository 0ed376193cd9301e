"""The tokens of prose: text without other markup, joined text, citations beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from briefgen.text import prose_rules
from briefgen.text.markup import CITATION, LINK

# one line that starts with a letter and has no markup: CommonMark makes one plain paragraph of it
PLAIN = re.compile(r"[^\W\d_][^\r\n\\`*_\[\]<>&!~]*", re.UNICODE)
_MARKS = re.compile(f"(?P<link>{LINK.pattern})|{CITATION.pattern}")


def without_markup(text: str) -> list[Token] | None:
    """Return the tokens of a paragraph without other markup than links and citations.

    Returns None for other prose.

    CommonMark would return the same, because the text between them matches `PLAIN`.
    `tests/property/test_prose_laws.py` tests this.
    """
    tokens: list[Token] = []
    done = 0
    for match in _MARKS.finditer(text):
        tokens.append(text_token(text[done : match.start()]))
        tokens.append(
            prose_rules.link_token(match[2], match[3])
            if match["link"]
            else prose_rules.citation_token(match[4], match[5])
        )
        done = match.end()
    tokens.append(text_token(text[done:]))
    words = "".join(token.content for token in tokens)
    return [token for token in tokens if token.type != "text" or token.content] if PLAIN.fullmatch(words) else None


def citation_beside(tokens: Sequence[Token], index: int, step: int) -> int | None:
    """Return the index of the adjacent citation, if only white space is between them."""
    at = index + step
    while 0 <= at < len(tokens):
        if tokens[at].type == "citation":
            return at
        if tokens[at].type != "softbreak" and (tokens[at].type != "text" or tokens[at].content.strip()):
            return None
        at += step
    return None


def joined(children: list[Token]) -> list[Token]:
    """Return the tokens with text joined across line breaks, so that names are found."""
    found: list[Token] = []
    for child in children:
        before = found[-1] if found and found[-1].type == "text" else None
        if before is not None and child.type in ("softbreak", "text"):
            before.content += " " if child.type == "softbreak" else child.content
        else:
            found.append(child)
    return found


def text_token(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def own_words(tokens: list[Token]) -> Iterator[Token]:
    """Yield the lines of text that are neither in a block quotation nor in a heading."""
    inside = 0
    for token in tokens:
        if token.type in _OTHERS:
            inside += token.nesting
        elif token.type == "inline" and token.children and not inside:
            yield token


_OTHERS = frozenset({"blockquote_open", "blockquote_close", "heading_open", "heading_close"})
