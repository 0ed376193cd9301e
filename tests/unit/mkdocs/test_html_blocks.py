"""Splitting pages into headings and raw HTML; unclear lines go to Python-Markdown."""

from __future__ import annotations

import pytest

from briefgen.mkdocs import html_blocks


def test_headings_and_html_are_split_in_order() -> None:
    text = "\n<header>\n<h1>T</h1>\n</header>\n\n## One { #one }\n\n<ul>\n<li>a</li>\n</ul>\n\n## Two { #two }\n"
    assert html_blocks.split(text) == [
        "<header>\n<h1>T</h1>\n</header>",
        "## One { #one }",
        "<ul>\n<li>a</li>\n</ul>",
        "## Two { #two }",
    ]


@pytest.mark.parametrize(
    "doubt",
    [
        "A paragraph of Markdown.",
        "* a list",
        "<em>inline</em> *first*",
        "<div>a</div> *b*",
        "<p>a</p> tail <p>b</p>",
        '<div markdown="1">',
        "    <div>code</div>",
        "<script>x</script>",
        "<div>not closed on this line",
        '--8<-- "mkdocs.yml"',
        "# a first-level heading",
    ],
)
def test_unclear_line_sends_the_page_through_markdown(doubt: str) -> None:
    assert html_blocks.split(f"<p>fine</p>\n\n{doubt}\n") is None


def test_parts_below_an_excluded_heading_are_not_searchable() -> None:
    parts = ["<p>a</p>", "## B { #b data-search-exclude }", "<p>b</p>", "## C { #c }", "<p>c</p>"]
    assert html_blocks.searchable(parts) == [True, False, False, True, True]


def test_text_of_a_heading_does_not_exclude_it() -> None:
    assert html_blocks.searchable(["## On data-search-exclude { #x }", "<p>b</p>"]) == [True, True]
