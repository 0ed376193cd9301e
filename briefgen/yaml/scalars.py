"""How one piece of text is written in YAML: with which quotes, on one line or folded.

Promises that what is written reads as the same text, here and by the rules of YAML 1.1 and 1.2 alike; where that is not certain, what
is typed stays as it is.
"""

from __future__ import annotations

import re

from briefgen.yaml.tree import Scalar

WIDTH = 100
"""How long a line may be, where it can be helped."""
STEP = 2
"""How far a level is indented."""

# words that some reader of YAML takes for something else than text
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .;_/()&%+'’“”„«»–—…!?$=<>@*|^-]|:(?=[^\s:]))*")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BETWEEN_WORDS = re.compile(r"(?<=\S) (?=\S)")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_HEADER = re.compile(r"([|>])(?:[0-9]|([-+]))*[ \t]*(#.*)?")


def key(scalar: Scalar, raw: str) -> str:
    """Return a field's name as it is written: plain where it is a simple word."""
    is_plain = _KEY.fullmatch(scalar.value) and scalar.value.casefold() not in _RESERVED
    return scalar.value if scalar.style and is_plain else raw


def inline(scalar: Scalar, raw: str, *, in_flow: bool = False) -> str | None:
    """Return a text without block style on one line, or None where it needs several."""
    is_one_line = "\n" not in raw
    if not scalar.style:
        return raw if is_one_line else None if "\n" in scalar.value else scalar.value
    if _UNSEEN.search(scalar.value) or (scalar.style == '"' and "\\" in raw):
        return raw if is_one_line else None
    return quoted(scalar.value, in_flow=in_flow)


def quoted(value: str, *, in_flow: bool = False) -> str:
    """Return the text plain where that is certain to mean the same, in single quotes, or in double ones where it has an apostrophe."""
    is_plain = _PLAIN.fullmatch(value) and not value.endswith((" ", ":")) and value.casefold() not in _RESERVED
    if is_plain and not (in_flow and ":" in value):
        return value
    if "'" in value and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def folded(value: str, indent: int) -> str | None:
    """Return the text as a folded block whose lines are indented this far, or None where that could change it."""
    paragraphs = value.split("\n")
    is_certain = paragraphs[0] and paragraphs[-1] and all(p == p.strip() for p in paragraphs)
    if not is_certain or _UNSEEN.search(value.replace("\n", "")) or not _BETWEEN_WORDS.search(value):
        return None
    lines = [">-"]
    for number, paragraph in enumerate(paragraphs):
        lines += [""] if number else []
        lines += [" " * indent + line for line in wrapped(paragraph, WIDTH - indent)] if paragraph else []
    return "\n".join(lines)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most this width, as far as its words allow; it is broken at single spaces alone."""
    lines: list[str] = []
    for word in _BETWEEN_WORDS.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def block(scalar: Scalar, raw: str, indent: int) -> str:
    """Return a block text with its lines indented this far; a folded one is filled anew where a line is too long."""
    header, *lines = raw.split("\n")
    found = _HEADER.fullmatch(header)
    assert found, "the header of a block as libyaml reads it"
    style, chomping, comment = found[1], found[2] or "", found[3]
    if scalar.value and not scalar.value.endswith("\n"):
        # at the end of a file without a last line break nothing else says that the text has none
        chomping = "-"
    content = scalar.value.lstrip("\n")
    lines = [line[scalar.indent :] if len(line) > scalar.indent or line.strip(" ") else "" for line in lines]
    if style == ">":
        lines = _refilled(lines, WIDTH - indent)
    digit = str(STEP) if content.startswith((" ", "\t")) else ""
    first = f"{style}{digit}{chomping}{f'  {comment.rstrip()}' if comment else ''}"
    return "\n".join([first, *(" " * indent + line if line else "" for line in lines)])


def _refilled(lines: list[str], width: int) -> list[str]:
    """Return the lines with each paragraph filled anew that has a line which is too long and could be shorter."""
    if any(line.startswith((" ", "\t")) for line in lines):
        # such lines are not folded
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
