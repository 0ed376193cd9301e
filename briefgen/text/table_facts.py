"""Find tables and footnotes in prose that lose text or are shown as typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from briefgen.text.markdown import FOOTNOTE, MOST_COLUMNS, cells, parser
from briefgen.text.typography import without_code

_MARKDOWN = parser()
_ROW = re.compile(r"[ \t>]*+\|[^\n]*\|[ \t]*+")
_DELIMITER = re.compile(r"[ \t>]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|)++(?:[ \t]*+:?+-++:?+)?+[ \t]*+")
_QUOTED = re.compile(r"[ \t>]*+")
_ANY_FOOTNOTE = re.compile(r"(?<![\\\]])\[\^[^\[\]\n]{1,80}+\]")
_DEFINITION = re.compile(r"^[ \t>]*+(\[\^[^\[\]\s]{1,80}+\]):", re.MULTILINE)

Fact = tuple[str, str, str]
"""The words as typed, what is wrong, and what to do."""


def has_any(text: str) -> bool:
    """Return whether a prose shows a table or a footnote."""
    kinds = {token.type for token in _MARKDOWN.parse(text)} if "|" in text or "[^" in text else ()
    return "table_open" in kinds or "footnote_block_open" in kinds


def facts(text: str) -> Iterator[Fact]:
    """Yield each cell, row or footnote that readers do not see as the editor meant it."""
    if "[^" in text or ("|" in text and "\n" in text):
        env: dict[str, Any] = {}
        tokens = _MARKDOWN.parse(text, env)
        yield from _rows(text, tokens)
        yield from _footnotes(without_code(text), env.get("footnotes", {}).get("refs", {}))


def _rows(text: str, tokens: Sequence[Token]) -> Iterator[Fact]:
    lines = text.split("\n")
    inside: set[int] = set()
    after: set[int] = set()
    columns = 0
    for index, token in enumerate(tokens):
        if token.map and token.type in ("table_open", "fence", "code_block"):
            inside.update(range(*token.map))
            after.add(token.map[1] if token.type == "table_open" else -1)
        elif token.type == "thead_open":
            columns = sum(1 for _ in _header(tokens, index))
        elif token.type == "tr_open" and token.map:
            line = _QUOTED.sub("", lines[token.map[0]], count=1)
            if len(cells(line)) > columns:
                message = f"a row with {len(cells(line))} cells in a table with {columns} columns"
                yield line.strip(), message, r"remove cells or add columns, and write `\|` for a bar in a cell"
    for number, line in enumerate(lines):
        row = _QUOTED.sub("", line, count=1).strip()
        # a table ends early if too many of its rows lack cells
        is_row = _ROW.fullmatch(line) or _DELIMITER.fullmatch(line) or (number in after and row.startswith("|"))
        if number not in inside and is_row:
            if (count := len(cells(row))) > MOST_COLUMNS:
                yield row, f"a table with {count} columns; at most {MOST_COLUMNS} are shown", "divide the table"
            else:
                help = "write a row of names, below it `|---|---|` with as many cells, and then the other rows"
                yield row, "a row that is not part of a table", help
            return


def _header(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    for token in tokens[index:]:
        if token.type == "thead_close":
            return
        if token.type == "th_open":
            yield token


def _footnotes(text: str, known: dict[str, int]) -> Iterator[Fact]:
    defined = Counter(match[1] for match in _DEFINITION.finditer(text))
    for word, number in defined.items():
        if number > 1:
            yield (
                word,
                f"{number} footnotes are called `{word}`; readers see the last one",
                "give each a name of its own",
            )
        if known.get(f":{word[2:-1]}", 0) < 0 and FOOTNOTE.fullmatch(word):
            yield (
                f"{word}:",
                f"no text refers to the footnote `{word}`, so readers do not see it",
                f"write `{word}` where it belongs",
            )
    for word in dict.fromkeys(match[0] for match in _ANY_FOOTNOTE.finditer(text)):
        if not FOOTNOTE.fullmatch(word):
            yield (
                word,
                f"`{word}` is no footnote",
                "give it a name of at most 40 characters without spaces, such as `[^1]`",
            )
        elif f":{word[2:-1]}" not in known:
            yield (
                word,
                f"the footnote `{word}` has no text",
                f"write `{word}: …` on a line of its own, at the end of this text",
            )
