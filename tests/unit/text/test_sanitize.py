"""Sanitising pages: what is allowed, what is removed, and the list of removals."""

from __future__ import annotations

import pytest

from briefgen.text import sanitize


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        # output of Markdown and its usual extensions is kept
        ('<p class="md-button">a</p>', '<p class="md-button">a</p>'),
        ('<a class="headerlink" href="#x" title="t">¶</a>', '<a class="headerlink" href="#x" title="t">¶</a>'),
        ('<a href="../x/#y">a</a>', '<a href="../x/#y">a</a>'),
        ('<a href="page.md?a=b:c#d:e">a</a>', '<a href="page.md?a=b:c#d:e">a</a>'),
        ('<a href="a b.md">a</a>', '<a href="a b.md">a</a>'),
        ('<a href="">a</a>', '<a href="">a</a>'),
        ('<a href="/x/">a</a>', '<a href="/x/">a</a>'),
        ('<img src="images/ü.png" alt="a">', '<img src="images/ü.png" alt="a">'),
        ('<a href="https://e.org/a:b">a</a>', '<a href="https://e.org/a:b" rel="noopener noreferrer">a</a>'),
        ('<a href="mailto:a@e.org">a</a>', '<a href="mailto:a@e.org" rel="noopener noreferrer">a</a>'),
        ('<details open class="note"><summary>a</summary></details>', '<details open="" class="note"><summary>a</summary></details>'),
        ('<span id="__span-0-1">a</span>', '<span id="__span-0-1">a</span>'),
        ('<input id="__tabbed_1_2" name="__tabbed_1" type="radio">', '<input id="__tabbed_1_2" name="__tabbed_1" type="radio">'),
        # elements
        ("<svg><path/></svg>a", "a"),
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        ('<iframe src="https://e.org"></iframe>a', "a"),
        ('<form action="https://e.org"><button>a</button></form>', "a"),
        ('<meta http-equiv="refresh" content="0;url=//e.org"><base href="//e.org">a', "a"),
        ("<math><mi>b</mi></math>a", "a"),
        ('<object data="x.swf"></object><embed src="x.swf">a', "a"),
        # attributes
        ('<p onclick="x" style="position:fixed" data-md-component="search">a</p>', "<p>a</p>"),
        ('<a href="x" target="_blank" ping="//e.org" download>a</a>', '<a href="x">a</a>'),
        ('<img src="x.png" srcset="//e.org/x.png 2x" onerror="x">', '<img src="x.png">'),
        ('<input type="text" value="password" formaction="x">', '<input type="checkbox">'),
        # names reserved for the theme and for this package
        ('<p id="__config">a</p>', "<p>a</p>"),
        ('<p id="__search">a</p>', "<p>a</p>"),
        ('<p id="bg-report">a</p>', "<p>a</p>"),
        ('<img name="body" id="mermaid" src="x.png">', '<img src="x.png">'),
        ('<label for="__drawer">a</label>', "<label>a</label>"),
        ('<p class="md-dialog bg-degree mermaid note">a</p>', '<p class="note">a</p>'),
        ('<p role="alertdialog">a</p>', "<p>a</p>"),
    ],
)  # fmt: skip
def test_page_keeps_allowed_html_only(html: str, clean: str) -> None:
    assert sanitize.page(html) == clean
    assert sanitize.page(clean) == clean


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
        "javascript&colon;alert(1)", "vbscript:x", "data:text/html,x", "blob:x", "file:///etc/passwd", "view-source:x", "//e.org/x",
        "/\\e.org", "\\\\e.org", "https:\\\\e.org", "https://u:p@e.org/", "https://e.org\\@f.org", "https:e.org", "x:y", "https://",
    ],
)  # fmt: skip
def test_an_unsafe_address_is_removed(address: str) -> None:
    assert sanitize.page(f'<a href="{address}">a</a>') == "<a>a</a>"
    assert sanitize.page(f'<img src="{address}">') == "<img>"


@pytest.mark.parametrize("address", ["https://e.org/x.png", "http://e.org/x.png", "mailto:a@e.org"])
def test_an_image_from_another_host_is_removed(address: str) -> None:
    assert sanitize.page(f'<img src="{address}">') == "<img>"


def test_elements_that_bypassed_sanitisers_are_removed() -> None:
    for tag in ("svg", "math", "style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext", "noscript"):  # fmt: skip
        html = f"<{tag}><p title='</{tag}><img src=x onerror=alert(1)>'>"
        for clean in (sanitize.page(html), sanitize.prose(html)):
            assert f"<{tag}" not in clean
            assert not [loss for loss in sanitize.lost(clean, "") if loss.name.startswith("on")]


def test_removals_are_listed_once_and_in_order() -> None:
    html = '<p onclick="a">x<svg onload="b"></svg><svg></svg><img src="//e.org/x.png" alt="y"></p>'
    assert [str(loss) for loss in sanitize.lost(html, sanitize.page(html))] == [
        "`onclick=a` of `<p>`",
        "`<svg>`",
        "`src=//e.org/x.png` of `<img>`",
    ]


def test_equivalent_html_is_not_a_removal() -> None:
    html = '<P CLASS="b a">1 &copy; &para; "x" <BR/><table><tr><td align=left>y</table>'
    assert sanitize.lost(html, sanitize.page(html)) == ()


def test_a_removal_is_described_without_long_or_control_text() -> None:
    assert str(sanitize.Loss("a", "href", "java\nscript:x")) == "`href` of `<a>`"
    assert len(str(sanitize.Loss("a", "href", "x" * 1000))) < 100
