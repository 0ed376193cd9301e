"""Prose to safe HTML: links, citations, automatic links on names, no other markup."""

from __future__ import annotations

import re

import pytest

from briefgen.text.prose import Prose, RenderContext, Target

TARGETS = {
    "mara": Target("actors/mara/", "Mara Vell"),
    "talks": Target("events/talks/", "Talks & more"),
    "talks#one": Target("events/talks/#one", "“We came”"),
    "wire": Target("sources/wire/", 'The "Wire"'),
}
NAMES = {
    "Mara Vell": "mara",
    "Mara": "mara",
    "Мара Велл": "mara",
    "瑪拉": "mara",
    "Wire Service": "wire",
    "Wire": "talks",
}
PLACE = RenderContext(link=lambda url: f"../../{url}", numbers={"wire": 3}, self_id="")
PROSE = Prose(TARGETS, NAMES)


def _html(text: str, *, autolink: bool = False, self_id: str = "") -> str:
    return str(PROSE.html(text, RenderContext(PLACE.link, PLACE.numbers, self_id), autolink=autolink))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two sides met.", "<p>Two sides met.</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("[[mara]]", '<p><a href="../../actors/mara/">Mara Vell</a></p>'),
        ("[[mara|the minister]]", '<p><a href="../../actors/mara/">the minister</a></p>'),
        ("[[talks]]", '<p><a href="../../events/talks/">Talks &amp; more</a></p>'),
        ("[[talks#one]]", '<p><a href="../../events/talks/#one">“We came”</a></p>'),
        ("[[nobody]]", "<p>nobody</p>"),
        ("[[nobody|some words]]", "<p>some words</p>"),
        ("[[mara|<b>]]", '<p><a href="../../actors/mara/">&lt;b&gt;</a></p>'),
        (
            "So [@wire].",
            '<p>So <sup class="bg-cite"><a href="#source-3" aria-label="source 3: The &#34;Wire&#34;" title="source 3: The &#34;Wire&#34;">[3]</a></sup>.</p>',
        ),
        (
            "So [@wire, para. 3].",
            '<p>So <sup class="bg-cite"><a href="#source-3" aria-label="source 3, para. 3: The &#34;Wire&#34;" title="source 3, para. 3: The &#34;Wire&#34;">[3, para. 3]</a></sup>.</p>',
        ),
        ("So [@nobody].", "<p>So .</p>"),
        ("`[[mara]]` and `[@wire]`", "<p><code>[[mara]]</code> and <code>[@wire]</code></p>"),
        ("# One\n\n## Two", "<h3>One</h3> <h4>Two</h4>"),
        ("###### Six", "<h6>Six</h6>"),
        ("- a\n- b", "<ul> <li>a</li> <li>b</li> </ul>"),
        ("3. a\n4. b", '<ol start="3"> <li>a</li> <li>b</li> </ol>'),
        ("> a", "<blockquote> <p>a</p> </blockquote>"),
        ("a\nb", "<p>a b</p>"),
        ("a  \nb", "<p>a<br> b</p>"),
        ("```\na\nb\n```", "<pre><code>a&#10;b&#10;</code></pre>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
    ],
)
def test_prose_becomes_one_line_of_html(text: str, html: str) -> None:
    assert _html(text) == html


def test_an_external_link_has_rel_and_class() -> None:
    assert _html("[x](https://example.org/)") == (
        '<p><a href="https://example.org/" rel="noopener noreferrer" class="bg-out">x</a></p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a\n\n<div onclick=x>b</div>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](data:text/html,x)",
        "<javascript:alert(1)>",
        "[x](//example.org)",
        "[x](file:///etc/passwd)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[[mara|x](javascript:alert(1))]]",
        '[@wire, "><script>]',
    ],
)
def test_raw_html_images_and_unsafe_addresses_are_text(text: str) -> None:
    html = _html(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "<div" not in html
    assert 'href="javascript' not in html.lower()
    assert 'href="data' not in html
    assert 'href="//' not in html
    assert 'href="file' not in html


def test_only_the_first_mention_of_a_name_becomes_a_link() -> None:
    html = _html("Mara Vell came. Mara Vell left, said Mara.", autolink=True)
    assert html == '<p><a href="../../actors/mara/">Mara Vell</a> came. Mara Vell left, said Mara.</p>'


def test_names_become_links_only_with_autolink() -> None:
    assert "<a" not in _html("Mara Vell came.")


@pytest.mark.parametrize(
    "text",
    [
        "`Mara Vell` and **bold**",
        "```\nMara Vell\n```",
        "    Mara Vell",
        "Maraschino and Tamara.",
        "mara vell",
        "Mara_Vell's x_Mara",
    ],
)
def test_names_in_code_and_in_other_words_are_not_linked(text: str) -> None:
    assert "<a" not in _html(text, autolink=True)


def test_a_name_inside_a_link_is_not_linked_again() -> None:
    html = _html("[Mara Vell](https://example.org/) said, and Mara Vell wrote.", autolink=True)
    assert html.count("<a ") == 2
    assert html.count("</a>") == 2
    assert 'class="bg-out">Mara Vell</a>' in html
    assert 'and <a href="../../actors/mara/">Mara Vell</a> wrote' in html


def test_an_explicit_link_counts_as_the_first_mention() -> None:
    assert _html("[[mara|She]] came. Mara left.", autolink=True).count("<a ") == 1


def test_the_longest_name_wins() -> None:
    assert _html("Wire Service wrote.", autolink=True) == (
        '<p><a href="../../sources/wire/">Wire Service</a> wrote.</p>'
    )
    assert _html("Wire Services wrote.", autolink=True).startswith('<p><a href="../../events/talks/">Wire</a> Services')


@pytest.mark.parametrize("name", ["Мара Велл", "瑪拉"])
def test_names_in_their_own_script_become_links(name: str) -> None:
    assert _html(f"«{name}» came.", autolink=True) == f'<p>«<a href="../../actors/mara/">{name}</a>» came.</p>'


def test_a_page_does_not_link_to_itself() -> None:
    assert "<a" not in _html("Mara Vell came.", autolink=True, self_id="mara")


def test_names_in_headings_and_emphasis_become_links() -> None:
    assert "<h3><a" in _html("# Mara Vell", autolink=True)
    assert "<em><a" in _html("*Mara Vell*", autolink=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two sides met.", "Two sides met."),
        ("  *a* **b** `c`  ", "a b c"),
        ("[[mara]] met [[talks|the others]].", "Mara Vell met the others."),
        ("[[nobody]] came.", "nobody came."),
        ("So it was [@wire, p. 3].", "So it was ."),
        ("# One\n\ntwo\nthree", "One two three"),
        ("[x](https://example.org)", "x"),
        ("a &amp; <b>", "a & <b>"),
        ("```\ncode\n```", "code"),
    ],
)
def test_plain_returns_text_without_markup(text: str, words: str) -> None:
    assert PROSE.plain(text) == words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two sides met.", "Two sides met."),
        ("*a*", "<em>a</em>"),
        ("# One\n\n- two\n- three", "One two three"),
        ("[[mara]]", '<a href="../../actors/mara/">Mara Vell</a>'),
        ("```\n<b>\n```", "<code>&lt;b&gt; </code>"),
        ("a & b", "a &amp; b"),
    ],
)
def test_inline_has_no_blocks(text: str, html: str) -> None:
    assert str(PROSE.inline(text, PLACE)) == html


def test_internal_markers_of_python_markdown_are_removed() -> None:
    assert "\u0002" not in _html("*a* \u0002wzxhzdk:0\u0003")


@pytest.mark.parametrize("autolink", [True, False])
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("See [[q]]. Then more.", "See Who wrote it? Then more."),
        ("See [[q]].", "See Who wrote it?"),
        ("*See* [[q]].\nThen more.", "See Who wrote it? Then more."),
        ("See [[q]]... or not.", "See Who wrote it?... or not."),
        ("See [[q]], and more.", "See Who wrote it?, and more."),
        ("See [[mara]].", "See Mara Vell."),
    ],
)
def test_no_full_stop_follows_a_linked_question(text: str, seen: str, autolink: bool) -> None:
    prose = Prose({**TARGETS, "q": Target("disputes/q/", "Who wrote it?")}, NAMES)
    html = str(prose.html(text, PLACE, autolink=autolink))
    assert " ".join(re.sub("<[^>]*>", "", html).split()) == seen
    assert prose.plain(text) == seen
