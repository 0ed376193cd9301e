"""Format a YAML scalar: choice of quotes, one line or folded.

Invariant: the result is read as the same text, by YAML 1.1, YAML 1.2 and this package. Where that is not certain, the
scalar is left unchanged. `tests/property/test_fmt_laws.py` tests this.
"""

from __future__ import annotations

import re

from briefgen.yaml.quote import RESERVED, UNSEEN, quote
from briefgen.yaml.tree import Scalar

WIDTH = 100
"""The longest line, where the text can be broken."""
STEP = 2
"""The number of spaces for each level of indentation."""

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BETWEEN_WORDS = re.compile(r"(?<=\S) (?=\S)")
_HEADER = re.compile(r"([|>])(?:[0-9]|([-+]))*[ \t]*(#.*)?")


def key(scalar: Scalar, raw: str) -> str:
    """Return a field's name as it is written: without quotes if it is a simple word."""
    is_plain = _KEY.fullmatch(scalar.value) and scalar.value.casefold() not in RESERVED
    return scalar.value if scalar.style and is_plain else raw


def inline(scalar: Scalar, raw: str, *, in_flow: bool = False) -> str | None:
    """Return a scalar without block style on one line, or None if it needs several."""
    is_one_line = "\n" not in raw
    if not scalar.style:
        return raw if is_one_line else None if "\n" in scalar.value else scalar.value
    if UNSEEN.search(scalar.value) or (scalar.style == '"' and "\\" in raw):
        return raw if is_one_line else None
    # keep an editor's quotes around text that starts with a digit, such as a date
    return quote(scalar.value, in_flow=in_flow, marks="'" if scalar.value[:1].isdecimal() else "")


def folded(value: str, indent: int) -> str | None:
    """Return the text as a folded block, or None if that could change it.

    ``indent`` is the number of spaces before each line.
    """
    paragraphs = value.split("\n")
    is_certain = paragraphs[0] and paragraphs[-1] and all(p == p.strip() for p in paragraphs)
    if not is_certain or UNSEEN.search(value.replace("\n", "")) or not _BETWEEN_WORDS.search(value):
        return None
    lines = [">-"]
    for number, paragraph in enumerate(paragraphs):
        lines += [""] if number else []
        lines += [" " * indent + line for line in wrapped(paragraph, WIDTH - indent)] if paragraph else []
    return "\n".join(lines)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most this width; a longer word has its own line.

    Breaks lines only at single spaces.
    """
    lines: list[str] = []
    for word in _BETWEEN_WORDS.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def block(scalar: Scalar, raw: str, indent: int) -> str:
    """Return a block scalar with its lines indented by ``indent`` spaces.

    Paragraphs of a folded block are wrapped again if a line is too long.
    """
    header, *lines = raw.split("\n")
    found = _HEADER.fullmatch(header)
    assert found, "the header of a block as libyaml reads it"
    style, chomping, comment = found[1], found[2] or "", found[3]
    if scalar.value and not scalar.value.endswith("\n"):
        # without `-`, a block at the end of a file with no final line end would gain one
        chomping = "-"
    content = scalar.value.lstrip("\n")
    lines = [line[scalar.indent :] if len(line) > scalar.indent or line.strip(" ") else "" for line in lines]
    if style == ">":
        lines = _rewrapped(lines, WIDTH - indent)
    digit = str(STEP) if content.startswith((" ", "\t")) else ""
    first = f"{style}{digit}{chomping}{f'  {comment.rstrip()}' if comment else ''}"
    return "\n".join([first, *(" " * indent + line if line else "" for line in lines)])


def _rewrapped(lines: list[str], width: int) -> list[str]:
    """Return the lines; paragraphs with a breakable line over the width are rewrapped."""
    if any(line.startswith((" ", "\t")) for line in lines):
        # YAML does not fold lines that start with white space
        return lines
    result: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
            continue
        is_long = any(len(line) > width and _BETWEEN_WORDS.search(line) for line in paragraph)
        result += wrapped(" ".join(paragraph), width) if is_long else paragraph
        result.append(line)
        paragraph = []
    return result[:-1]
