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
        before = file.text[: comment.start]
        value = ends.get(len(before.rstrip(" \t"))) or ends.get(comment.start)
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
    before = text[: comment.start].rstrip(" \t")
    below = text[comment.end :].lstrip("\r\n")
    indent = len(before) - max(before.rfind("\n"), before.rfind("\r")) - 1
    line = before[len(before) - indent :]
    is_last = not below.startswith((" " * (len(line) - len(line.lstrip(" ")) + 1), "-"))
    if not before.endswith(":") or not is_last:
        return None
    return comments.ScalarSpan(comment.start, comment.start, comment.line, comment.line, False)


def _short(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= 60 else f"{text[:57]}…"
