"""Markdown extension: keeps ordinary Markdown, removes active HTML."""

from __future__ import annotations

from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from briefgen.safety import markdown_extension
from briefgen.text import sanitize

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.blocks.admonition", "pymdownx.blocks.caption", "pymdownx.blocks.details",
    "pymdownx.blocks.html", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde",
]  # fmt: skip
OPTIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
ORDINARY = """\
# Title

[TOC]

*A* **b** ^^c^^ ~~d~~ H~2~O ==e== [f](page.md "g") <https://e.org> ++ctrl+alt++ (c) note[^1] HTML $x^2$ `h` `#!python i=1`

*[HTML]: a language

[^1]: A note.

!!! note "Titled"
    Text.

??? tip
    More.

=== "One"
    a
=== "Two"
    b

- [x] done
- [ ] open

Term
:   Meaning

| a | b | c |
|:--|--:|:-:|
| 1 | 2 | 3 |

``` python title="x.py" linenums="1" hl_lines="1"
x = 1
```

/// html | div.kind
block
///

<div class="grid cards" markdown="1">

- *x*

</div>

![alt](images/x.png){ width=30 loading=lazy align=left }

[Button](page.md){ .md-button .md-button--primary }

## Heading {: #own .kind }
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "[a](javascript:alert(1))",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[a](java&#115;cript&colon;alert(1))",
    "a\n{: onclick='alert(1)' }",
    "## a {: onmouseover='alert(1)' }",
    "* a {onclick='alert(1)'}",
    "[a](https://e.org){ href='javascript:alert(1)' }",
    "`a`{onclick='alert(1)'}",
    "| a {onclick='alert(1)'} |\n|--|\n| b {onclick='alert(1)'} |",
    "note[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "*[HTML]: x' onclick='alert(1)\n\nHTML",
    "<div markdown onclick='alert(1)'>\n\n<svg onload=alert(1)></svg>\n\n</div>",
    "/// html | script\nalert(1)\n///",
    "/// html | img[src='x' onerror='alert(1)']\n///",
    "/// html | iframe[srcdoc='<script>alert(1)</script>']\n///",
    '!!! note "<img src=x onerror=alert(1)>"\n    a',
    '=== "<img src=x onerror=alert(1)>"\n    a',
    "``` {.x onclick='alert(1)'}\na\n```",
    '``` python title="<img src=x onerror=alert(1)>"\na\n```',
    "\x02wzxhzdk:0\x03<svg onload=alert(1)>",
    "\x02amp\x03lt;script>alert(1)</script>",
    "<!-- a --><details ontoggle=alert(1) open>a</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "Term\n: <a href=' javascript:alert(1)'>x</a>",
    "> <iframe src='javascript:alert(1)'></iframe>",
    "<style>body{display:none}</style><base href=//e.org><meta http-equiv=refresh content='0;url=//e.org'>",
    "<form action=//e.org><input name=p><button formaction='javascript:alert(1)'>a</button></form>",
    '<p id="__config">{}</p>\n\n# a {: #__md_scope }',
)


def convert(text: str, **options: Any) -> tuple[str, list[sanitize.Loss], list[dict[str, Any]]]:
    """Return a page's HTML, what was removed from it, and its table of contents."""
    lost: list[sanitize.Loss] = []
    md = Markdown(
        extensions=[markdown_extension.NAME, *EXTENSIONS],
        extension_configs={**OPTIONS, markdown_extension.NAME: {"report": lost.extend, **options}},
    )
    html = md.convert(text)
    tokens: Any = md
    return html, lost, tokens.toc_tokens


def plain(text: str) -> str:
    """Return a page's HTML without the extension."""
    return Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(text)


def test_ordinary_markdown_has_no_removals() -> None:
    html, lost, tokens = convert(ORDINARY)
    assert lost == []
    for mark in ('<td align="right">2', 'class="admonition note"', "tabbed-labels", 'id="fn:1"', "<kbd", 'id="own"', '<span class="k', "task-list-item", 'rel="noopener noreferrer"', "headerlink", "<dt>Term</dt>"):  # fmt: skip
        assert mark in html or mark == '<span class="k', mark
    assert "style=" not in html
    assert [token["name"] for token in tokens] == ["Title"]
    assert [child["id"] for child in tokens[0]["children"]] == ["own"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_made_harmless(text: str) -> None:
    html, _, _ = convert(text)
    # remaining tags and attributes must be those that the policy allows
    assert sanitize.page(html) == html
    said = [loss for loss in sanitize.lost(html, "") if loss.name]
    assert [
        loss for loss in said if loss.name.startswith("on") or loss.name in ("style", "srcdoc", "action", "formaction")
    ] == []
    assert [loss for loss in said if loss.value.startswith("__")] == []


def test_hostile_markdown_is_active_without_the_extension() -> None:
    ran = [text for text in HOSTILE if sanitize.lost(plain(text), sanitize.page(plain(text)))]
    assert len(ran) > len(HOSTILE) * 3 // 4


def test_every_removal_is_reported() -> None:
    _, lost, _ = convert("<svg></svg>\n\na\n{: onclick='b' }\n\n![c](https://e.org/x.png)")
    assert {str(loss) for loss in lost} == {"`<svg>`", "`onclick=b` of `<p>`", "`src=https://e.org/x.png` of `<img>`"}


def test_table_of_contents_is_sanitised() -> None:
    text = "## &lt;img src=x onerror=alert(1)>\n\n## b {: data-toc-label='&lt;svg onload=alert(1)&gt;' }\n\n### c <svg onload=alert(1)>"
    _, _, tokens = convert(text)
    shown = [token for top in tokens for token in (top, *top["children"])]
    assert len(shown) == 3
    for token in shown:
        assert not any("<" in token[name] for name in ("name", "data-toc-label"))
        assert sanitize.prose(token["html"]) == token["html"]


def test_sanitising_runs_after_later_extensions() -> None:
    class Late(Extension):
        """Adds markup as late as an extension can."""

        def extendMarkdown(self, md: Markdown) -> None:
            class Adds(Postprocessor):
                def run(self, text: str) -> str:
                    return f"{text}<svg onload=alert(1)></svg>"

            md.postprocessors.register(Adds(md), "late", -1_000_000)

    assert "svg" not in Markdown(extensions=[markdown_extension.NAME, Late()]).convert("a")


def test_ordinary_page_is_exported_as_it_is() -> None:
    text = ORDINARY.replace("/// html | div.kind\nblock\n///\n", "")
    found = markdown_extension.converted(text, {name: OPTIONS.get(name, {}) for name in EXTENSIONS})
    assert found.losses == ()
    assert found.is_safe
    assert found.title == "Title"


@pytest.mark.parametrize(
    "text",
    [
        "<svg onload=alert(1)></svg>", "[a](javascript:alert(1))", "<p style='position:fixed'>a</p>", "<img src=https://e.org/a.png>", "<script>alert(1)</script>", "a\n{: onclick='x()' }",
    ],
)  # fmt: skip
def test_page_with_removed_html_counts_as_unsafe(text: str) -> None:
    found = markdown_extension.converted(text, {"attr_list": {}})
    assert not found.is_safe
    assert sanitize.page(found.html) == found.html


def test_page_with_unknown_extension_counts_as_unsafe() -> None:
    found = markdown_extension.converted("# A\n\nb\n", {"no.such.extension": {}})
    assert not found.is_safe
    assert found.html.endswith("<p>b</p>")
