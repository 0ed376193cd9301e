"""Find text that YAML drops as a comment, such as the number in `title: Round #2`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics.types import Edit, Fix, Problem, Span
from briefgen.yaml import comments
from briefgen.yaml.codes import TEXT_IN_COMMENT, VALUE_IN_COMMENT
from briefgen.yaml.quote import quote
from briefgen.yaml.suppressions import MARK
from briefgen.yaml.text import YamlFile

_MAY_BE_CUT = re.compile(r"[ \t]#(?:[^\s#!]|[ ]?\d)")
_NEXT_LINE = re.compile(r"[\r\n]++( *+)([^ ]?)")
_LIKE_TEXT = re.compile(r"#(?:[^\s#!]|[ ]\d++(?:$|[.,:;)–—]))")


def cut_text(file: YamlFile) -> Iterator[Problem]:
    """Yield each comment of a valid file that looks like the rest of a value.

    That is a comment with no space after its `#`, or a number alone.
    """
    if not _MAY_BE_CUT.search(file.text):
        return
    ends = {scalar.end: scalar for scalar in comments.scalars(file.text) if not scalar.is_block}
    for comment in comments.comments(file.text):
        if comment.is_alone or MARK.match(comment.text) or not _LIKE_TEXT.match(comment.text):
            continue
        value = ends.get(_end_before(file.text, comment.start)) or ends.get(comment.start)
        is_empty = value is None or value.start == value.end
        if is_empty:
            value = _empty_value(file.text, comment)
        if value is None or file.text[value.start : value.start + 1] in ("'", '"'):
            continue
        end = comment.start + len(comment.text.rstrip())
        text = " ".join(file.text[value.start : end].split())
        place = Span("", comment.line, comment.column, comment.line, comment.column + len(comment.text))
        reason = "so its field is empty" if is_empty else "so readers do not see it"
        message = f"`{_short(comment.text)}` is a comment, {reason}"
        help = f"if it belongs to the text, write `{_short(quote(text))}`; if it is a comment, write `# …`"
        fix = Fix("put the text in quotes", (Edit(value.start, end, quote(text)),))
        code = VALUE_IN_COMMENT if is_empty else TEXT_IN_COMMENT
        yield code.problem(file.path, place, message, help=help, fix=fix)


def _empty_value(text: str, comment: comments.Comment) -> comments.ScalarSpan | None:
    """Return the place of a comment that stands where the value of a field is missing."""
    end = _end_before(text, comment.start)
    start = _line_start(text, comment.start)
    indent = comment.start - start - len(text[start : comment.start].lstrip(" "))
    following = _NEXT_LINE.match(text, comment.end)
    is_last = following is None or not (len(following[1]) > indent or following[2] == "-")
    if text[end - 1 : end] != ":" or not is_last:
        return None
    return comments.ScalarSpan(comment.start, comment.start, comment.line, comment.line, False)


def _end_before(text: str, place: int) -> int:
    """Return the offset after the last character before a place that is no space."""
    while place > 0 and text[place - 1] in " \t":
        place -= 1
    return place


def _line_start(text: str, place: int) -> int:
    """Return the offset at which the line of a place begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _short(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= 60 else f"{text[:57]}…"
