"""Python-Markdown extension that sanitises the HTML of hand-written pages.

It runs after all other processors. The MkDocs plugin adds it, and skips generated pages. `converted` applies the same policy to
a page that is exported for other builders.

Guarantees: no page, front matter or setting can switch it off (`tests/build/test_hostile_pages.py`).
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from briefgen.safety.page_audit import judge
from briefgen.safety.script_allowlist import Known
from briefgen.text import sanitize

NAME = "briefgen.safe_html"
# those that MkDocs always adds
_BUILT_IN = ("toc", "tables", "fenced_code")
Report = Callable[[tuple[sanitize.Loss, ...]], None]
_ALIGNED = re.compile(r"text-align: (left|center|right);")


class SafeHtml(Extension):
    """The extension.

    Its option `report` is a function that is called with what is removed.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {"report": ["", "A function that is called with what was removed from a page."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register processors after all others, present and future."""
        md.treeprocessors.register(_Aligned(md), "briefgen_aligned", float("-inf"))
        md.postprocessors.register(_Last(md, self.getConfig("report") or _warn(md)), "briefgen_last", float("-inf"))


def makeExtension(**options: Any) -> SafeHtml:
    """Return the extension; Python-Markdown calls this entry point by name."""
    return SafeHtml(**options)


class Converted(msgspec.Struct, frozen=True):
    """A hand-written page as sanitised HTML.

    ``title`` is its first heading of the first level, escaped. ``is_safe`` is true if the Markdown itself is safe under
    any builder with the same extensions.
    """

    html: str
    title: str | None
    losses: tuple[sanitize.Loss, ...]
    is_safe: bool


def converted(text: str, extensions: Mapping[str, Mapping[str, Any]]) -> Converted:
    """Convert a page's Markdown with the given extensions.

    ``text`` has no front matter, and ``extensions`` have their options. If one of the extensions cannot be loaded, only Python-Markdown's own are used, and the Markdown counts as unsafe.
    """
    options = {name: dict(values) for name, values in extensions.items()}
    try:
        md = Markdown(extensions=[*_BUILT_IN, *options], extension_configs=options)
        is_known = True
    except Exception:  # an extension is foreign code, which may raise anything
        md, is_known = Markdown(extensions=[*_BUILT_IN, "attr_list"]), False
    md.treeprocessors.register(_Aligned(md), "briefgen_aligned", float("-inf"))
    before = md.convert(text)
    clean = sanitize.page(before)
    losses = sanitize.lost(before, clean)
    tokens: list[dict[str, Any]] = getattr(md, "toc_tokens", [])
    safe = deepcopy(tokens)
    for token in safe:
        _clean_token(token)
    title = next((str(token["name"]) for token in safe if token["level"] == 1), None)
    is_safe = is_known and not losses and tokens == safe and not judge(before, Known(), lambda _: False).findings
    return Converted(clean, title, losses, is_safe)


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

    def __init__(self, md: Markdown, report: Report) -> None:
        super().__init__(md)
        self._report = report

    def run(self, text: str) -> str:
        """Return the sanitised HTML; sanitises the table of contents in place."""
        clean = sanitize.page(text)
        for token in getattr(self.md, "toc_tokens", ()):
            _clean_token(token)
        if losses := sanitize.lost(text, clean):
            self._report(losses)
        return clean


def _clean_token(token: dict[str, Any]) -> None:
    """Sanitise an entry of the table of contents in place; themes print its parts as HTML."""
    token["html"] = sanitize.prose(token.get("html", ""))
    for name in ("name", "data-toc-label"):
        token[name] = html.escape(html.unescape(token.get(name) or ""), quote=False)
    for child in token["children"]:
        _clean_token(child)


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
