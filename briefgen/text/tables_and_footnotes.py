"""Render tables and footnotes of prose to HTML, and to plain text.

A table can be scrolled with the keyboard and has a name for screen readers. A footnote has an address that is unique
on its page, and a named link back for each of its references.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from briefgen.text.messages import gettext

_MOST_NAME = 80
_DIGITS = 8
_ALIGNED = {"text-align:center": "bg-center", "text-align:right": "bg-end"}


def add_to(markdown: MarkdownIt) -> None:
    """Add the rules that render tables and footnotes to a parser."""
    renderer: Any = markdown.renderer
    rules = renderer.rules
    rules["table_open"] = _open_table
    rules["table_close"] = lambda *_: "</table></div>"
    rules["th_open"] = rules["td_open"] = _open_cell
    rules["footnote_ref"] = _show_reference
    rules["footnote_block_open"] = lambda *_: '<ol class="bg-footnotes" aria-label="Notes">'
    rules["footnote_block_close"] = lambda *_: "</ol>"
    rules["footnote_open"] = _open_footnote
    rules["footnote_close"] = lambda *_: "</li>"
    rules["footnote_anchor"] = _show_way_back


def key_of(text: str) -> str:
    """Return the part of the addresses of footnotes that identifies their text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def lines(tokens: Sequence[Token], words: Callable[[Token], str]) -> Iterator[str]:
    """Yield the text of each block; ``words`` returns that of its token with text.

    Commas separate the cells of a row, and semicolons the rows. A footnote begins with its number.
    """
    row: list[str] = []
    start = ""
    for index, token in enumerate(tokens):
        match token.type:
            case "tr_open":
                row = []
            case "tr_close":
                yield ", ".join(filter(None, row)) + (";" if _has_next_row(tokens, index) else ".")
            case "footnote_open":
                start = f"({token.meta['id'] + 1}) "
            case "inline" if tokens[index - 1].type in ("th_open", "td_open"):
                row.append(words(token))
            case "inline" | "fence" | "code_block":
                yield start + words(token)
                start = ""


def _has_next_row(tokens: Sequence[Token], index: int) -> bool:
    following = (token.type for token in tokens[index + 1 :])
    return next((kind for kind in following if kind in ("tr_open", "table_close")), "") == "tr_open"


def _open_table(tokens: Sequence[Token], index: int, *_: Any) -> str:
    name = f"Table: {', '.join(filter(None, _header(tokens[index:])))}".removesuffix(": ")
    name = name if len(name) <= _MOST_NAME else f"{name[:_MOST_NAME]}…"
    return f'<div class="bg-table" role="region" tabindex="0" aria-label="{escape(name)}"><table>'


def _header(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "thead_close":
            return
        if token.type == "inline":
            yield "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def _open_cell(tokens: Sequence[Token], index: int, *_: Any) -> str:
    token = tokens[index]
    css = _ALIGNED.get(str(token.attrs.get("style", "")), "")
    scope = ' scope="col"' if token.tag == "th" else ""
    return f'<{token.tag}{scope} class="{css}">' if css else f"<{token.tag}{scope}>"


def _address(token: Token, env: dict[str, Any]) -> tuple[str, str]:
    """Return the addresses of a footnote, and of one of its references."""
    key = env["footnote_key"]
    number = token.meta["id"] + 1
    place = token.meta.get("subId", 0)
    return f"note-{key}-{number}", f"noteref-{key}-{number}" + (f"-{place + 1}" if place else "")


def _show_reference(tokens: Sequence[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    number = token.meta["id"] + 1
    if env.get("is_line"):
        return f"<sup>{number}</sup>"
    note, own = _address(token, env)
    name = escape(gettext("note %(number)s", number=number))
    link = f'<a href="#{note}" id="{own}" role="doc-noteref" aria-label="{name}">{number}</a>'
    return f'<sup class="bg-footnote">{link}</sup>'


def _open_footnote(tokens: Sequence[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
    return f'<li id="{_address(tokens[index], env)[0]}">'


def _show_way_back(tokens: Sequence[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    number, place = token.meta["id"] + 1, token.meta["subId"] + 1
    several = place > 1 or any(other.type == "footnote_anchor" for other in tokens[index + 1 : index + 2])
    name = (
        gettext("back to note %(number)s in the text, place %(place)s", number=number, place=place)
        if several
        else gettext("back to note %(number)s in the text", number=number)
    )
    shown = f"↩\ufe0e<sup>{place}</sup>" if several else "↩\ufe0e"
    return f' <a href="#{_address(token, env)[1]}" role="doc-backlink" aria-label="{escape(name)}">{shown}</a>'
