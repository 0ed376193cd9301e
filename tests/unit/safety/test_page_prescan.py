"""Pre-scan and audit of built pages: dangerous content is found, harmless is not."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import brs_kb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.safety.page_audit import ASKING, LEADING, LOADING, PAINTING, Verdict, judge
from briefgen.safety.page_prescan import is_plain, look
from briefgen.safety.script_allowlist import Known, known
from tests.conftest import ROOT

THEME = '<script>var a="{{ base_url }}";go(a)</script><script src="{{ x }}"></script>'
HEAD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title></head><body>'


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("theme")
    (folder / "main.html").write_text(THEME, "utf-8")
    return known([folder])


NOTHING = Known()


def _found(body: str, theme: Known = NOTHING) -> list[str]:
    return [
        finding.code.id for finding in look(f"{HEAD}{body}".encode(), theme, lambda address: address == "a.js").findings
    ]


DANGERS = {
    "BG511": [
        "<script>alert(1)</script>",
        "<SCRIPT >alert(1)</SCRIPT >",
        '<script src="b.js"></script>',
        '<script type="module">import "x"</script>',
        '<script type="importmap">{}</script>',
        "<svg><script>alert(1)</script></svg>",
        '<svg><script href="b.js"></script></svg>',
        '<script type="application/json">{}</script><script>x',
        '<script type="application/ld+json">"<!--<script>"</script>--></script><script>alert(1)</script>',
        '<noscript><p title="</noscript><script>alert(1)</script>"></noscript>',
        "<template><script>alert(1)</script></template>",
        '<script>var a="\\";alert(1)//";go(a)</script>',
        '<script>var a="."; alert(1);go(a)</script>',
    ],
    "BG512": [
        '<p onclick="x()">a</p>',
        "<p ONCLICK=x()>a</p>",
        "<img/src=a onerror=x()>",
        '<img src="a"onerror="x()">',
        "<img src=a onerror\n=\n'x()'>",
        "<svg/onload=x()>",
        "<details open ontoggle=x()>",
        '<p title=\'">\' onfocus="x()" tabindex=1>',
        "<math><mtext onmouseover=x()>",
        "<p\x0conclick=x()>",
        "<body onload=x()>",
    ],
    "BG513": [
        '<a href="javascript:x()">a</a>',
        "<a href=JaVaScRiPt:x()>a</a>",
        '<a href="&#106;avascript:x()">a</a>',
        '<a href="java&Tab;script:x()">a</a>',
        '<a href="java\nscript:x()">a</a>',
        '<a href="\x01javascript:x()">a</a>',
        '<a href="javascript&colon;x()">a</a>',
        "<a href = 'vbscript:x'>a</a>",
        '<a href="data:text/html,x">a</a>',
        '<a href="file:///etc/passwd">a</a>',
        '<a href="blob:x">a</a>',
        '<svg><a xlink:href="javascript:x()"><text>a</text></a></svg>',
        '<form action="javascript:x()"><button>a</button></form>',
        '<button formaction="javascript:x()">a</button>',
        '<math href="javascript:x()">a</math>',
        '<img src="data:text/html,x">',
        '<blockquote cite="javascript:x()">a</blockquote>',
    ],
    "BG514": [
        '<img src="https://e.org/a.png">',
        '<img src="//e.org/a.png">',
        '<img src="/\\e.org/a.png">',
        '<img src="\\\\e.org/a.png">',
        '<img srcset="a.png 1x, https://e.org/a.png 2x">',
        '<link rel="stylesheet" href="https://e.org/a.css">',
        '<link rel="preconnect" href="https://e.org">',
        '<link rel="canonical stylesheet" href="https://e.org">',
        '<script src="https://e.org/a.js"></script>',
        '<video poster="https://e.org/a.png"></video>',
        '<a href="b/" ping="https://e.org">a</a>',
        '<form action="https://e.org/"></form>',
        '<svg><image href="https://e.org/a.png"/></svg>',
        '<svg><use xlink:href="https://e.org/a.svg#a"/></svg>',
        '<table background="https://e.org/a.png"></table>',
        '<img src="h&#116;tps://e.org/a.png">',
        '<img src="/&#47;e.org/a.png">',
        '<img src="/&sol;e.org/a.png">',
        '<img src="/\n/e.org/a.png">',
        '<img src="/\t/e.org/a.png">',
        '<img src="/\r\\e.org/a.png">',
        '<video poster="/&bsol;e.org/a.png"></video>',
        '<form action="/&Tab;/e.org/"></form>',
        '<img src="a.png" attributionsrc="https://e.org/">',
        '<a href="b/" attributionsrc="b/ https://e.org/">a</a>',
        '<svg><rect mask="url(https://e.org/a.svg#a)"/></svg>',
        "<svg><rect fill='url(//e.org/a.svg#a)'/></svg>",
        '<svg><rect filter="url&#40;b.svg#a)"/></svg>',
        '<svg><rect stroke="u\\72l(https://e.org/a.svg#a)"/></svg>',
        "<svg><path marker-end=\"image-set('https://e.org/a' 1x)\"/></svg>",
        '<svg><g clip-path="url(#a) url(https://e.org/a)"/></svg>',
        '<svg><rect fill="var(--a, url(https://e.org/a))"/></svg>',
        '<svg><rect fill="var(--a)" fill="x" stroke="var(--b) url(//e.org/a)"/></svg>',
        '<svg><pattern id="a" href="https://e.org/a.svg#a"/></svg>',
        '<svg><linearGradient href="https://e.org/a.svg#a"/></svg>',
        '<svg><textPath href="//e.org/a.svg#a">a</textPath></svg>',
    ],
    "BG515": [
        '<base href="https://e.org/">',
        '<iframe src="b/"></iframe>',
        '<iframe srcdoc="&lt;script>x&lt;/script>"></iframe>',
        '<object data="b/"></object>',
        '<embed src="b/">',
        '<meta http-equiv="refresh" content="0; url=https://e.org/">',
        "<meta http-equiv=refresh content='0;//e.org/'>",
        '<meta http-equiv="refresh" content="0; url=javascript:x()">',
        '<meta http-equiv="set-cookie" content="a=b">',
        '<svg><a><animate attributeName="href" values="javascript:x()"/></a></svg>',
        '<svg><set attributeName="xlink:href" to="javascript:x()"/></svg>',
        '<svg><set attributeName="fill" to="url(https://e.org/a#a)"/></svg>',
    ],
    "BG516": ["<style>a{}</style>", '<p style="position:fixed">a</p>', "<svg><style>a{}</style></svg>"],
    "BG517": [
        '<meta charset="iso-2022-jp">',
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-7">',
        '<meta charset="utf-8><p title=">',
    ],
}


@pytest.mark.parametrize(("code", "body"), [(code, body) for code, bodies in DANGERS.items() for body in bodies])
def test_dangerous_content_is_found(code: str, body: str, theme: Known) -> None:
    assert code in _found(body, theme)


@pytest.mark.parametrize(
    "body",
    [
        "<p>He wrote onclick=x() and javascript:x() and &lt;script&gt;.</p>",
        '<p title="onclick = x(), &lt;script src=&#34;//e.org&#34;>">a</p>',
        '<a href="https://e.org/?a=b&amp;c=javascript:d" rel="noopener">a</a>',
        '<a href="mailto:a@e.org">a</a><a href="tel:+123">b</a><a href="#a">c</a><a href="../a:b/">d</a><a href="./a:b">e</a>',
        '<a href="//e.org/">a</a>',
        "<img src=a/onerror=x()>",
        '<link rel="canonical" href="https://e.org/a/"><link rel="icon" href="../a.png">',
        '<link rel="alternate" type="application/rss+xml" title="a" href="https://e.org/feed.xml">',
        '<meta name="description" content="on = off, href=javascript:x()">',
        '<meta property="og:url" content="https://e.org/">',
        '<meta http-equiv="refresh" content="0; url=../a/">',
        '<img src="../a.png" alt="a"><img src="data:image/png;base64,AA==" alt="b">',
        '<script src="a.js"></script><script src="a.js" defer></script>',
        '<script>var a="../..";go(a)</script>',
        '<script type="application/ld+json">{"a": "\\u003cscript>"}</script>',
        '<script id="__config" type="application/json">{"base": "."}</script>',
        '<svg viewBox="0 0 1 1"><a href="#a"><path d="M0 0"/></a><use href="#b"/></svg>',
        '<svg><path fill="url(#a)" stroke="rgb(0 0 0)" mask="none"/><set attributeName="fill" to="url(#b)"/></svg>',
        "<svg><path fill='url(&quot;#a&quot;)'/></svg>",
        '<svg><pattern id="a" width="6"><rect fill="var(--tile-fill)" stroke="var(--b)"/></pattern></svg>',
        '<p fill="">a</p><p title="url(https://e.org/)">b</p>',
        "<!-- <script>alert(1)</script> -->",
        "<textarea><script>alert(1)</script></textarea>",
        "<noscript><p>Without scripts, too.</p></noscript>",
    ],
)
def test_harmless_content_has_no_findings(body: str, theme: Known) -> None:
    assert _found(body, theme) == []


def test_noscript_is_parsed_with_and_without_scripting() -> None:
    assert _found('<noscript><img src="https://e.org/a.png"></noscript>') == ["BG514"]
    assert _found('<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>') == ["BG512"]


def test_page_that_is_not_utf8_is_reported() -> None:
    assert [f.code.id for f in look(b"\xff\xfe<\0s\0", Known(), bool).findings] == ["BG517"]
    assert [f.code.id for f in look(HEAD.encode() + b"<p>\xe9", Known(), bool).findings] == ["BG517"]


def test_nul_bytes_do_not_hide_content() -> None:
    assert _found("<img src=a \0onerror=x()>") == []
    assert _found("<img src=a\0 onerror=x()>") == ["BG512"]


def test_known_scripts_are_returned_with_inserted_values(theme: Known) -> None:
    page = f'{HEAD}<script>var a="../..";go(a)</script>'.encode()
    assert look(page, theme, bool).scripts == {'var a="../..";go(a)'}
    # this page needs the full parse
    assert look(page + b"<p>on = x", theme, bool).scripts == {'var a="../..";go(a)'}


def test_pages_of_each_kind_need_no_full_parse(full_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def record(text: str, *_: object) -> Verdict:
        parsed.append(text)
        return Verdict()

    monkeypatch.setattr("briefgen.safety.page_prescan.judge", record)
    theme = known([ROOT / "site_templates/theme", Path(str(resources.files("material"))) / "templates"])
    pages = sorted(full_site.glob("*/**/index.html"))
    for file in pages:
        # the policy is added after the scan
        page = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", file.read_bytes())
        look(page, theme, lambda _: True, set())
    assert len(pages) > 50
    # redirects, and a matrix with earlier values in a `template`
    assert [page for page in parsed if 'http-equiv="refresh"' not in page and "<template" not in page] == []


def test_finding_has_line_and_column() -> None:
    (finding,) = look(f"{HEAD}\n<p>a</p>\n  <p onclick='x()'>b</p>".encode(), Known(), bool).findings
    assert (finding.mark.line, finding.mark.column) == (4, 3)
    assert finding.message == "`onclick` on `p`: `x()`"


def test_conditional_or_unquoted_template_scripts_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<script>var a={{ a }};</script><script>{% if a %}b(){% endif %}</script><script>c()</script>", "utf-8"
    )
    found = known([tmp_path])
    assert [found.has_text(text) for text in ("var a=alert;", "b()", "c()")] == [False, False, True]


_PIECES = st.sampled_from(
    ["<", ">", '"', "'", "/", "=", " ", "\n", "\0", "a", "p", "img", "script", "style", "svg", "meta", "base", "onload", "src", "href", "javascript:", "//e.org", "http-equiv", "refresh", "<!--", "-->", "</", "noscript", "template", "&#106;", "x:", "data", "content"]
)  # fmt: skip


_ELEMENTS = st.sampled_from(
    sorted(LOADING | {"a", "area", "p", "svg", "svg><rect", "set", "video", "form", "meta", "title", "textarea"})
)
_KEYS = st.sampled_from(
    sorted(
        ASKING
        | LEADING
        | PAINTING
        | {"title", "style", "srcdoc", "onclick", "rel", "charset", "http-equiv", "bac\u212aground"}
    )
)
_GAPS = st.sampled_from([" ", " ", " ", "", "\n", "\t", "/", "\r", "\x0c", " x=1 ", ' title="', " title='", " <"])
_EQUALS = st.sampled_from(['="', '="', '="', '="', "=", "='", ' = "', '\n="', '=\n"'])
_VALUES = st.lists(
    st.sampled_from(
        ["/", "/", "\\", "&#47;", "&sol;", "&Tab;", "\t", "\n", "\r", " ", "\x01", "e.org", "a", "#", "?", ".", ":", "&colon;", "https:", "//e.org/", "javascript:", "mailto:", "url(", "&#40;", ")", "#a", "u\\72l(", "image-set(", "'", "utf-8", "canonical", "%2f", "é"]
    ),
    max_size=5,
).map("".join)  # fmt: skip
_ATTRIBUTES = st.tuples(_GAPS, _KEYS, _EQUALS, _VALUES, st.sampled_from(['"', '"', '"', "'", ""])).map("".join)
_TAGS = st.builds(
    "<{}{}{}".format, _ELEMENTS, st.lists(_ATTRIBUTES, max_size=3).map("".join), st.sampled_from([">", "/>", "", "\n>"])
)


@given(
    st.lists(
        st.lists(_PIECES, max_size=14).map("".join) | st.lists(_TAGS, max_size=3).map("".join), min_size=1, max_size=3
    )
)
def test_page_called_plain_has_no_finding_in_the_audit(bodies: list[str]) -> None:
    seen: set[bytes] = set()
    for body in [*bodies, "\n".join(bodies)]:
        page = f"{HEAD}{body}"
        if look(page.encode(), NOTHING, lambda _: False, seen).findings == ():
            assert judge(page, NOTHING, lambda _: False).findings == ()


def test_prescan_agrees_with_audit_on_published_payloads() -> None:
    seen: set[bytes] = set()
    refused = 0
    for text in sorted({str(entry["payload"]) for entry in brs_kb.get_all_payloads().values()}):
        page = f"{HEAD}{text}"
        found = judge(page, NOTHING, lambda _: False).findings
        refused += bool(found)
        assert look(page.encode(), NOTHING, lambda _: False, seen).findings == found
    assert refused > 2000


def test_plain_pages_need_no_full_parse() -> None:
    page = f'{HEAD}<p class="a">b <a href="../c/">d</a> <a href="https://e.org/f?g=h&amp;i">j</a></p>'.encode()
    seen: set[bytes] = set()
    assert is_plain(page, seen)
    assert seen == set(page.split(b"\n"))


@pytest.mark.parametrize(
    "parts",
    [
        ("<p\nonclick", "=\nx()>"),
        ("<p onclick", " = x()>"),
        ("<a href", '="javascript:x()">'),
        ("<a href=", "'javascript:x()'>"),
        ('<a href="', 'javascript:x()">'),
        ("<img src=\r", '"//e.org/a.png">'),
    ],
)
def test_attribute_over_two_known_lines_is_still_found(parts: tuple[str, str]) -> None:
    first, second = parts
    seen: set[bytes] = set()
    for page in (f"{HEAD}\n<p>{first}", f"{HEAD}\n{second}"):
        look(page.encode(), NOTHING, bool, seen)
    assert look(f"{HEAD}\n<p>a\n{first}\n{second}".encode(), NOTHING, bool, seen).findings != ()
