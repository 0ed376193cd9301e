"""Prose renderer safety: any input gives one line of allowed HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.prose import Prose, RenderContext, Target
from tests.support.examples import examples

TARGETS = {
    "ministry": Target("actors/ministry/", 'The <b>"Ministry"</b>'),
    "wire": Target("sources/wire/", "Wire & Co"),
}
PROSE = Prose(TARGETS, {"Ministry": "ministry", "Ministry of All": "wire", "Мара": "ministry"})
PLACE = RenderContext(link=lambda url: f"../{url}", numbers={"wire": 1})
PIECES = st.sampled_from(
    ["Ministry", "of All", "Мара", " ", "\n", "\n\n", "[[", "]]", "|", "ministry", "wire", "[@wire", "[@", "]", "[", "](", ")", "(", "javascript:", "JAVASCRIPT:alert(1)", "data:text/html,", "https://example.org/", "mailto:a@b.c", "<", ">", "</p>", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href='x' onclick='y'>", "<!--", "-->", "`", "```\n", "    ", "*", "**", "_", "#", "# ", "> ", "- ", "1. ", "&", "&lt;", "&#10;", "&#x3c;script&#x3e;", "&colon;", '"', "'", "\\", "!", "~", "\t", "😀", ", para. 3", "{: onclick=x }", "\u2028", "\x85"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=14).map("".join),
    # characters that a YAML file may contain
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60),
)
_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "ul",
}
_ATTRIBUTES = {"href", "class", "title", "rel", "start", "aria-label"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS
        assert {name for name, _ in attrs} <= _ATTRIBUTES
        for name, value in attrs:
            if name == "href":
                assert value is not None
                assert value.lower().startswith(("https://", "http://", "mailto:", "../", "#source-"))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def _assert_harmless(html: str) -> None:
    assert "\n" not in html
    assert "<script" not in html.lower()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []


@settings(max_examples=examples(200), deadline=None)
@given(TEXTS, st.booleans())
def test_html_is_one_line_of_allowed_closed_tags(text: str, autolink: bool) -> None:
    """HTML has no line break, script, handler or unsafe URL, and closes its tags."""
    _assert_harmless(str(PROSE.html(text, PLACE, autolink=autolink)))


@settings(max_examples=examples(150), deadline=None)
@given(TEXTS)
def test_inline_html_is_safe_and_has_no_blocks(text: str) -> None:
    """Prose in a table cell is as safe as on a page and has no block elements."""
    html = str(PROSE.inline(text, PLACE))
    _assert_harmless(html)
    assert "<p" not in html
    assert "<ul" not in html


@settings(max_examples=examples(150), deadline=None)
@given(TEXTS)
def test_plain_text_is_one_line(text: str) -> None:
    """Plain text has no line break and no surrounding space."""
    words = PROSE.plain(text)
    assert "\n" not in words
    assert words == words.strip()


@settings(max_examples=examples(100), deadline=None)
@given(TEXTS, st.booleans())
def test_renderer_keeps_no_state(text: str, autolink: bool) -> None:
    """The renderer keeps no state between texts."""
    first = PROSE.html(text, PLACE, autolink=autolink)
    PROSE.html("Ministry `x`", PLACE, autolink=True)
    assert PROSE.html(text, PLACE, autolink=autolink) == first
