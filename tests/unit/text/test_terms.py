"""Terms in prose: the first mention on a page links to the glossary."""

from __future__ import annotations

import pytest

from briefgen.text.prose import Prose, RenderContext, Target
from briefgen.text.terms import Explained, Terms, slugs

_TERMS = Terms(
    [
        Explained("glossary/#term-non-paper", "An unofficial <text>.", ("non-paper", "non-papers")),
        Explained("glossary/#term-article-5", "A clause.", ("Article 5",)),
        Explained("glossary/#term-e3", "Three states.", ("E3",)),
        Explained("glossary/#term-停火", "停止战斗。", ("停火",)),
    ]
)
_PROSE = Prose({"x": Target("x/", "E3")}, {"Ann Lee": "x"}, _TERMS)


def _place() -> RenderContext:
    return RenderContext(link=lambda url: f"../{url}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A non-paper came.", ["non-paper"]),
        ("Non-papers came.", ["Non-papers"]),
        ("It cites Article\n5 again.", ["Article 5"]),
        ("It cites *Article 5*.", ["Article 5"]),
        ("双方同意停火协议。", ["停火"]),
        ("Not E30, nor WE3, nor Article 51, nor article 5x.", []),
        ('He said “a non-paper” and «non-paper» and "E3".', []),
        ("He said “a [[x]] and non-paper” of the E3.", ["E3"]),
        ("> A non-paper.\n\nThe E3.", ["E3"]),
        ("### A non-paper\n\nThe E3.", ["E3"]),
        ("See [the E3](https://example.org/) and [[x|the E3]].", []),
        ("`E3` is code.", []),
        ("The E3, the E3 and the E3.", ["E3"]),
        ("The E3 of [[x]] with Ann Lee.", ["E3"]),
    ],
)
def test_first_mention_outside_quotations_is_linked(text: str, words: list[str]) -> None:
    html = str(_PROSE.html(text, _place(), autolink=True, explain=True))
    assert [part.split(">", 1)[1].split("<")[0] for part in html.split('<a class="bg-term"')[1:]] == words


def test_term_is_linked_once_on_a_page() -> None:
    place = _place()
    first = _PROSE.html("The E3 wrote a text.", place, explain=True)
    again = _PROSE.html("The E3 wrote a non-paper.", place, explain=True)
    link = '<a class="bg-term" href="../glossary/#term-e3" title="Three states.">E3<span class="bg-sr"> (glossary)</span></a>'
    assert first == f"<p>The {link} wrote a text.</p>"
    assert "term-e3" not in again
    assert 'title="An unofficial &lt;text&gt;."' in again
    assert "term-e3" in _PROSE.html("The E3 wrote a text.", _place(), explain=True)


def test_long_text_is_explained_on_each_page() -> None:
    text = "The E3 wrote. " + "Words follow. " * 300
    for _ in range(2):
        assert "term-e3" in _PROSE.html(text, _place(), explain=True)
    assert "term-e3" not in _PROSE.html(text, _place())


def test_anchors_of_terms_are_unique_in_every_script() -> None:
    assert list(slugs(["de facto", "De Facto", "停火", "…", "!"])) == [
        "term-de-facto",
        "term-de-facto-2",
        "term-停火",
        "term",
        "term-2",
    ]
