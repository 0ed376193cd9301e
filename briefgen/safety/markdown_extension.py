"""A Python-Markdown extension that holds the policy for every page it is not told to be ours, after all else has run.

Under MkDocs the plugin adds it and keeps our own pages from it; in the folder that `briefgen render` writes it stands in `mkdocs.yml` with the
digests of our pages, so that plain MkDocs and Zensical hold the same. Nothing in a page or its front matter can switch it
off: a page is ours only if its text is one that was rendered, and to write another text of the same digest is beyond anybody.
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
    """Return what a page's Markdown, without front matter, is known by."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return base64.urlsafe_b64encode(hashlib.sha256(lines.encode("utf-8", "surrogatepass")).digest()[:24]).decode()


def listing(texts: Iterable[str]) -> str:
    """Return the option `ours`: the digests of our pages in one word."""
    return "".join(sorted({digest(text) for text in texts}))


class SafeHtml(Extension):
    """The extension; `ours` holds digests of pages that stay as they are, `report` is told what others lose."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "ours": ["", "The digests of pages that briefgen rendered."],
            "report": ["", "A function that is told what a page lost."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Stand before and behind everything that is registered now or later."""
        md.registerExtension(self)
        self._page = _Page(md, _known(self.getConfig("ours")), self.getConfig("report") or _warn(md))
        md.preprocessors.register(_First(self._page), "briefgen_first", float("inf"))
        md.treeprocessors.register(_Aligned(md), "briefgen_aligned", float("-inf"))
        md.postprocessors.register(_Last(self._page), "briefgen_last", float("-inf"))

    def reset(self) -> None:
        """Forget the page before."""
        self._page.runs = 0


def makeExtension(**options: Any) -> SafeHtml:
    """Return the extension, as Python-Markdown asks for it."""
    return SafeHtml(**options)


class _Page:
    """What the processors know of the page in hand."""

    def __init__(self, md: Markdown, known: frozenset[str], report: Report) -> None:
        self.md = md
        self.known = known
        self.report = report
        self.runs = 0
        self.is_ours = False


class _First(Preprocessor):
    """Sees the text before anything else has touched it."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        """Note whether the page is ours."""
        page = self._page
        page.runs += 1
        # a text converted inside a page must not speak for the page
        page.is_ours = page.runs == 1 and bool(page.known) and digest("\n".join(lines)) in page.known
        return lines


class _Aligned(Treeprocessor):
    """Says the alignment of a table's cells by attribute: the policy has no styles."""

    def run(self, root: Element) -> None:
        """Turn the style that the extension for tables writes into an attribute."""
        for cell in (*root.iter("th"), *root.iter("td")):
            found = _ALIGNED.fullmatch(cell.get("style", ""))
            if found:
                del cell.attrib["style"]
                cell.set("align", found[1])


class _Last(Postprocessor):
    """Sees the HTML after everything else has touched it."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self._page = page

    def run(self, text: str) -> str:
        """Return the HTML held to the policy, and hold the table of contents to it too."""
        if self._page.is_ours:
            return text
        clean = sanitize.page(text)
        for token in getattr(self._page.md, "toc_tokens", ()):
            _clean_token(token)
        if losses := sanitize.lost(text, clean):
            self._page.report(losses)
        return clean


def _clean_token(token: dict[str, Any]) -> None:
    """Hold an entry of the table of contents to the policy; themes print its parts as HTML."""
    token["html"] = sanitize.prose(token.get("html", ""))
    for name in ("name", "data-toc-label"):
        token[name] = html.escape(html.unescape(token.get(name) or ""), quote=False)
    for child in token["children"]:
        _clean_token(child)


@lru_cache(maxsize=2)
def _known(ours: str) -> frozenset[str]:
    return frozenset(ours[at : at + 32] for at in range(0, len(ours), 32))


def _warn(md: Markdown) -> Report:
    """Return what tells the losses where no plugin of ours listens: MkDocs counts it, Zensical shows it."""

    def report(losses: tuple[sanitize.Loss, ...]) -> None:
        # Zensical leaves the page it renders among the preprocessors
        page: Any = next((p for each in md.preprocessors if (p := getattr(each, "page", None)) is not None), None)
        where = f"{page.path}: " if page is not None else ""
        logging.getLogger("mkdocs.plugins.briefgen").warning(
            "%sleft out of the page: %s", where, ", ".join(map(str, losses))
        )

    return report
