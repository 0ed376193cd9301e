"""Laws of the prose renderer."""

from __future__ import annotations

from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen import prose

_PLACE = prose.Place(link=lambda url: url)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).map(
        lambda t: f"W{t}"
    )
)
def test_the_short_way_is_what_commonmark_says(text: str) -> None:
    """Plain words that skip the parser come out as the parser would have put them."""
    if prose._PLAIN.fullmatch(text):
        expected = MarkdownIt("commonmark", {"html": False}).render(text)
        assert unescape(prose.Prose({}, {}).html(text, _PLACE)) == unescape(prose._island(expected))
