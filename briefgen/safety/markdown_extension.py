"""Python-Markdown extension that sanitises the HTML of hand-written pages.

It runs after all other processors. Under MkDocs the plugin adds it and skips our own pages. In the folder that
`briefgen render` writes, `mkdocs.yml` lists it with the digests of our pages. Plain MkDocs and Zensical then apply the
same policy.

Guarantees: no page or front matter can switch it off. A page counts as ours only if its text has the digest of a
rendered page. Finding another such text is infeasible with SHA-256. `tests/unit/safety/test_markdown_extension.py`
checks this.
"""

from __future__ import annotations

import base64
import hashlib
import html
import logging
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from briefgen.text import sanitize

NAME = "briefgen.safe_html"
Report = Callable[[tuple[sanitize.Loss, ...]], None]
_ALIGNED = re.compile(r"text-align: (left|center|right);")


def digest(text: str) -> str:
    """Return the digest that identifies a page's Markdown without front matter."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return base64.urlsafe_b64encode(hashlib.sha256(lines.encode("utf-8", "surrogatepass")).digest()[:24]).decode()


def listing(texts: Iterable[str]) -> str:
    """Return the value of the option `ours`: the joined digests of our pages."""
    return "".join(sorted({digest(text) for text in texts}))


class SafeHtml(Extension):
    """The extension.

    The option `ours` holds the digests of pages to leave unchanged. `report` is called with what is removed from
    others.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "ours": ["", "The digests of pages that briefgen rendered."],
            "report": ["", "A function that is called with what was removed from a page."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register processors before and after all others, present and future."""
        md.registerExtension(self)
        self._page = _Page(md, _known(self.getConfig("ours")), self.getConfig("report") or _warn(md))
        md.preprocessors.register(_First(self._page), "briefgen_first", float("inf"))
        md.treeprocessors.register(_Aligned(md), "briefgen_aligned", float("-inf"))
        md.postprocessors.register(_Last(self._page), "briefgen_last", float("-inf"))

    def reset(self) -> None:
        """Prepare for the next page."""
        self._page.runs = 0


def makeExtension(**options: Any) -> SafeHtml:
    """Return the extension; Python-Markdown calls this entry point by name."""
    return SafeHtml(**options)


class _Page:
    """The state of the current page, shared by the processors."""

    def __init__(self, md: Markdown, known: frozenset[str], report: Report) -> None:
        self.md = md
        self.known = known
        self.report = report
        self.runs = 0
        self.is_ours = False


class _First(Preprocessor):
    """Preprocessor that reads the text before all others."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        """Record whether the page is ours."""
        page = self._page
        page.runs += 1
        # text that another extension converts within a page must not decide for the whole page
        page.is_ours = page.runs == 1 and bool(page.known) and digest("\n".join(lines)) in page.known
        return lines


class _Aligned(Treeprocessor):
    """Turn the alignment styles of table cells into attributes.

    The policy allows no styles.
    """

    def run(self, root: Element) -> None:
        """Replace the styles that the extension for tables writes."""
        for cell in (*root.iter("th"), *root.iter("td")):
            found = _ALIGNED.fullmatch(cell.get("style", ""))
            if found:
                del cell.attrib["style"]
                cell.set("align", found[1])


class _Last(Postprocessor):
    """Postprocessor that sanitises the HTML after all others."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self._page = page

    def run(self, text: str) -> str:
        """Return the sanitised HTML; sanitises the table of contents in place."""
        if self._page.is_ours:
            return text
        clean = sanitize.page(text)
        for token in getattr(self._page.md, "toc_tokens", ()):
            _clean_token(token)
        if losses := sanitize.lost(text, clean):
            self._page.report(losses)
        return clean


def _clean_token(token: dict[str, Any]) -> None:
    """Sanitise an entry of the table of contents in place; themes print its parts as HTML."""
    token["html"] = sanitize.prose(token.get("html", ""))
    for name in ("name", "data-toc-label"):
        token[name] = html.escape(html.unescape(token.get(name) or ""), quote=False)
    for child in token["children"]:
        _clean_token(child)


@lru_cache(maxsize=2)
def _known(ours: str) -> frozenset[str]:
    return frozenset(ours[at : at + 32] for at in range(0, len(ours), 32))


def _warn(md: Markdown) -> Report:
    """Return the report function for builds without our plugin: it logs a warning.

    MkDocs counts the warning under `--strict`, and Zensical prints it.
    """

    def report(losses: tuple[sanitize.Loss, ...]) -> None:
        # Zensical stores the current page on one of the preprocessors
        page: Any = next((p for each in md.preprocessors if (p := getattr(each, "page", None)) is not None), None)
        where = f"{page.path}: " if page is not None else ""
        logging.getLogger("mkdocs.plugins.briefgen").warning(
            "%sleft out of the page: %s", where, ", ".join(map(str, losses))
        )

    return report
