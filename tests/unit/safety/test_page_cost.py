"""Limits of hand-written pages: honest pages pass, hard ones are reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.diagnostics.types import Span
from briefgen.files.limits import LIMITS, Limits
from briefgen.safety import page_cost
from tests.conftest import ROOT


def _found(text: str, limits: Limits = LIMITS) -> list[tuple[int, int, str]]:
    problems = list(page_cost.findings("docs/a.md", text, limits))
    assert all(problem.help for problem in problems)
    return [(p.at.line, p.at.column, p.message) for p in problems if isinstance(p.at, Span)]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("# A\n\nx " + "[" * 600, (3, 3), "has 600 brackets"),
        ("# A\n\n" + "![" * 600, (3, 2), "has 600 brackets"),
        ("x\n" + "- [\n" * 400, (2, 3), "brackets"),
        ("a\n\n" + "[`]`" * 300, (3, 1), "brackets"),
        ("a\n\n" + "<a " * 1000, (3, None), "incomplete"),
        ("a\n\n" + '<a b=x" c=">' * 500, (3, None), "incomplete"),
        ("a\n\n" + "<![CDATA[" * 400, (3, None), "incomplete"),
        ("<!-- " * 700, (1, None), "incomplete"),
        ("a\n\n" + "*a " * 201, (3, 601), "more than 200 emphases"),
        ("a\n\n" + "*a **b ~~c ^^d " * 60, (3, None), "more than 200 emphases"),
        ('<div markdown="1">\n' * 201, (201, 1), "more than 200 elements"),
        ("*[a]: b\n" * 400, (None, None), "abbreviations"),
        ("*[a]: b\n\n" * 400, (None, None), "abbreviations"),
        ("??? note\n    " * 400, (1, 1), "block marks"),
        ("a\n\n" + "> " * 90 + "b", (3, 181), "indented"),
        ("\n\n".join(" " * n + "- a" for n in range(200)), (321, 161), "indented"),
        ("a|b\n-|-|-\n" + "[|\n" * 400, (3, 1), "brackets"),
        (("[" * 50 + "a" * 2800 + "\n\n") * 11, (21, 1), "for its length"),
        ("a\n\n" * 3001, (6001, 1), "more than 6,000 lines and marks"),
    ],
)
def test_hard_page_is_reported_at_its_place(text: str, place: tuple[int | None, int | None], words: str) -> None:
    ((line, column, message),) = _found(text)
    assert words in message
    assert [at for at, wanted in zip((line, column), place, strict=True) if wanted not in (None, at)] == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"- [Link {n}](https://example.org/{n})\n" for n in range(400)),
        "|a|b|\n|-|-|\n" + "|[a](b)|**c**|\n" * 400,
        "```json\n" + '  [1, [2, [3]], "<T", *p],\n' * 150 + "```\n",
        "~~~\n" + " " * 200 + "x\n~~~\n",
        "<p class='a' id=\"b\">x</p>\n<!-- note -->\n<br/>\n" * 200,
        "A sentence of ordinary length, with a [link](a.md) and *emphasis*.\n\n" * 450,
        "x < y and List<int>, <https://example.org>, <me@example.org>\n\n" * 100,
        "",
    ],
)
def test_honest_page_is_accepted(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_documents_of_the_project_are_accepted(path: Path) -> None:
    assert _found(path.read_text("utf-8")) == []


def test_fixed_limits_are_documented() -> None:
    page = (ROOT / "docs/limits.md").read_text("utf-8")
    table = re.findall(
        r"\| ([\d,]+) \|$", page.partition("## Hand-written pages")[2].partition("## Memory")[0], re.MULTILINE
    )
    wanted = (
        page_cost.MOST_IN_PASSAGE,
        page_cost.MOST_IN_PAGE,
        page_cost.MOST_BEHIND_TAGS,
        page_cost.MOST_NESTED,
        page_cost.MOST_NESTED,
        page_cost.MOST_INDENTED,
    )
    assert table == [f"{number:,}" for number in wanted]


def test_mark_limit_can_be_raised() -> None:
    assert _found("a\n\n" * 3001, Limits(docs_page_marks=7000)) == []
