"""Text in Markdown for code hosts is shown as it is, and acts on nothing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.text.markdown_cells import block, code, message, plain

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("a1 `|\\*_[](){}<>!#@&;:/.~-+=\n\t\u202e\x1b"), max_size=30)
HOSTILE = [
    "![i](https://example.org/i.png)",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "a | b",
    "`a` | `b`",
    "`",
    "``",
    "a\n\n# b",
    "- item",
    "1. item",
    "*a* _b_ ~~c~~",
    "&lt;b&gt; &#60;",
    "\\",
    "`a\\`",
    "<!-- comment",
    "--- | ---",
    "[^1]",
    "\u202eabc",
    "$a$",
]


def _inside(source: str) -> list[Token]:
    tokens = MARKDOWN.parse(source)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), source
    return [child for token in tokens for child in token.children or ()]


def _shown(source: str) -> str:
    return "".join(token.content for token in _inside(source)).replace("\u200b", "")


def _expected(text: str) -> str:
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
        "\ufffd",
        " ".join(text.split()),
    )


def _check_plain(text: str) -> None:
    assert {token.type for token in _inside(plain(text))} <= {"text", "text_special"}
    assert _shown(plain(text)) == _expected(text).replace("\u200b", "")
    assert "|" not in plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_plain(text: str) -> None:
    _check_plain(text)


@given(SIGNS | st.text(max_size=30))
@example("1) a")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    _check_plain(text)


@given(SIGNS | st.text(max_size=30))
@example("`a|b`")
def test_any_code_is_shown_as_it_is(text: str) -> None:
    source = code(text)
    kept = [token for token in _inside(source) if token.type != "html_inline"]
    assert {token.type for token in kept} <= {"text", "text_special", "code_inline"}
    assert "".join(token.content for token in kept) == _expected(text)
    assert re.sub("</?code>", "", source).count("<") == (source.count("<") if source.startswith("`") else 0)
    assert "|" not in source


@given(SIGNS)
@example("unknown id `a|b`, did you mean `<b>`")
def test_messages_keep_their_words(text: str) -> None:
    found = message(text)
    assert "|" not in found
    assert {token.type for token in _inside(found)} <= {"text", "text_special", "code_inline", "html_inline"}
    assert [
        t.content for t in _inside(found) if t.type == "html_inline" and t.content not in ("<code>", "</code>")
    ] == []
    shown = "".join(t.content for t in _inside(found) if t.type != "html_inline").replace("\u200b", "")
    assert shown.replace("`", "").split() == _expected(text).replace("`", "").split()


@pytest.mark.parametrize("text", ["@user", "see #12", "https://example.org", "www.example.org", "a@b.org"])
def test_no_mention_reference_or_link_is_made(text: str) -> None:
    source = plain(text)
    assert not re.search(r"[@#]\w", html.unescape(source))
    assert "://" not in source
    assert "www." not in source


@given(st.lists(SIGNS.map(lambda text: text.replace("\n", " ")), max_size=4))
@example(["```", "````"])
def test_no_line_ends_a_code_block(lines: list[str]) -> None:
    tokens = MARKDOWN.parse("\n".join([*block(lines, "yaml"), "", "after"]))
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].content.count("\n") == len(lines)
