"""Prose renderer laws: fast paths equal the full parser, and autolinks keep words."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.text import prose, prose_tokens
from tests.support.examples import examples

_PLACE = prose.RenderContext(link=lambda url: url)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).map(
        lambda t: f"W{t}"
    )
)
def test_fast_path_equals_commonmark(text: str) -> None:
    """Plain text that skips the parser is rendered as the parser would."""
    if prose_tokens.PLAIN.fullmatch(text):
        expected = MarkdownIt("commonmark", {"html": False}).render(text)
        assert unescape(prose.Prose({}, {}).html(text, _PLACE)) == unescape(prose._island(expected))


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.text("Wé|:-=+. #>1\t", min_size=1, max_size=12).map(lambda t: f"W{t}"), min_size=2, max_size=5))
def test_plain_lines_equal_the_full_parser(lines: list[str]) -> None:
    """Lines that all begin with a letter are the words of one paragraph."""
    text = "\n".join(lines)
    renderer = prose.Prose({}, {})
    assert renderer.plain(text) == renderer._in_words(renderer._tokens(text, {"linked": set()}))


_PIECES = st.sampled_from(
    [
        "Words, (plain)",
        " [[a]]",
        "[[a|the a]]",
        " [@s]",
        " [@s, para. 3]",
        " Ann Lee",
        " said: ",
        "[[gone]]",
        " - x",
        " [",
        "*",
        " Ann",
        "\nLee",
        "  \n",
        "\n1. x",
        "\n\n# H",
    ]
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=9), st.booleans())
def test_link_fast_path_equals_the_full_parser(pieces: list[str], autolink: bool) -> None:
    """Prose with only links and citations is rendered as by parser and allowlist."""
    text = "A" + "".join(pieces)
    targets = {"a": prose.Target("actors/a/", "Ann 'A' <Lee>"), "s": prose.Target("sources/s/", "S & Co")}
    place = prose.RenderContext(link=lambda url: f"../{url}", numbers={"s": 2}, self_id="")
    renderer = prose.Prose(targets, {"Ann Lee": "a"})
    short = renderer.html(text, place, autolink=autolink)
    env = {"place": place, "autolink": autolink, "linked": {""}}
    rendered = renderer._markdown.renderer.render(renderer._tokens(text, env), renderer._markdown.options, env)
    assert unescape(short) == unescape(prose._island(rendered))


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=9))
def test_autolinks_keep_every_word(pieces: list[str]) -> None:
    """Prose has the same words with and without links on actors' names."""
    text = "A" + "".join(pieces)
    targets = {"a": prose.Target("actors/a/", "Ann Lee"), "s": prose.Target("sources/s/", "S & Co")}
    renderer = prose.Prose(targets, {"Ann Lee": "a"})
    place = prose.RenderContext(link=lambda url: f"../{url}", numbers={"s": 2}, self_id="")
    linked, plain = (renderer.html(text, place, autolink=autolink) for autolink in (True, False))
    assert _words(linked) == _words(plain)


def _words(html: str) -> list[str]:
    return unescape(re.sub("<[^>]*>", "", html)).split()


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[", "[[", "]", "](https://e.org)", "!", "`", "\\", "*", "[@s]", "[[a]]", " ", "\n", "(", "x"]
        ),
        max_size=14,
    )
)
def test_brackets_without_end_equal_the_full_parser(parts: list[str]) -> None:
    text = "".join(parts)
    plain = prose.Prose({}, {})
    plain._markdown.disable("unclosed")
    assert prose.Prose({}, {}).html(text, _PLACE) == plain.html(text, _PLACE)


def test_brackets_without_end_are_taken_at_once() -> None:
    found = []
    renderer = prose.Prose({}, {})

    def counted(*_: object) -> bool:
        found.append(0)
        return False

    renderer._markdown.inline.ruler.before("link", "counted", counted)
    renderer.html(f"*x* {'[' * 90_000} ]", _PLACE)
    assert len(found) < 200
