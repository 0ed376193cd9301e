"""A generated page in MkDocs: raw HTML skips Python-Markdown, to save build time.

Invariant: the result is the same as MkDocs makes of the same Markdown; `tests/build/test_mkdocs.py` checks it. Headings
go through Python-Markdown with the project's extensions, once per distinct set of headings.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from briefgen.mkdocs import html_blocks
from briefgen.safety import markdown_extension

# extensions that do not change raw HTML, so that skipping them has no effect
_HARMLESS = {
    "abbr", "admonition", "attr_list", markdown_extension.NAME, "def_list", "fenced_code", "footnotes", "markdown.extensions.attr_list",
    "markdown.extensions.toc", "md_in_html", "meta", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "sane_lists", "tables", "toc",
}  # fmt: skip
_SPLIT = re.compile(r"(?=<h[2-6][\s>])")
_ID = re.compile(r'\sid="([^"]+)"')
# removed here, because it is a third of the text of all pages and search would have to parse it
_UNSEARCHED = re.compile(r'<details class="bg-citing" data-search-exclude="true">.*?</details>')
_MARK = re.compile(r'\sdata-search-exclude="[^"]*"')

Headings = dict[tuple[str, ...], "tuple[list[str], list[Any]] | None"]
"""For headings as Markdown, their HTML and the tokens of the table of contents.

The value is None if their number differs from that of the headings.
"""


class BriefPage(Page):
    """A page that briefgen generates.

    `search_content` is the HTML that Material's search indexes. It is None if search is off or indexes the whole page.
    """

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, headings: Headings, *, is_narrowed: bool
    ) -> None:
        super().__init__(title, file, config)
        self._headings = headings
        self._is_narrowed = is_narrowed
        self.search_content: str | None = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page's Markdown to HTML, without Python-Markdown if possible."""
        text = self.markdown or ""
        parts = html_blocks.split(text) if set(config.markdown_extensions) <= _HARMLESS else None
        found = self._converted(parts, config, files) if parts is not None else None
        if parts is None or found is None:
            self.markdown = text
            self._convert(config, files)
            return
        html, tokens = found
        ready = iter(html)
        shown = [next(ready) if html_blocks.is_heading(part) else part for part in parts]
        if self._is_narrowed:
            seen = (part for part, is_seen in zip(shown, html_blocks.searchable(parts), strict=True) if is_seen)
            self.search_content = _UNSEARCHED.sub("", "\n".join(seen))
        self.content = _MARK.sub("", "\n".join(shown))
        self.toc = get_toc(tokens)
        self.present_anchor_ids = set(_ID.findall(self.content))
        self.links_to_anchors = {}

    def _convert(self, config: MkDocsConfig, files: Files) -> None:
        """Convert with Python-Markdown, but without the HTML policy: generated pages are safe."""
        extensions = config.markdown_extensions
        config.markdown_extensions = [name for name in extensions if name != markdown_extension.NAME]
        try:
            super().render(config, files)
        finally:
            config.markdown_extensions = extensions

    def _converted(self, parts: list[str], config: MkDocsConfig, files: Files) -> tuple[list[str], list[Any]] | None:
        headings = tuple(part for part in parts if html_blocks.is_heading(part))
        if headings not in self._headings:
            text, self.markdown = self.markdown, "\n\n".join(headings)
            self._convert(config, files)
            html = [part.strip() for part in _SPLIT.split(self.content or "") if part.strip()]
            tokens = [_token(link) for link in self.toc]
            self._headings[headings] = (html, tokens) if len(html) == len(headings) else None
            self.markdown = text
        return self._headings[headings]


def _token(link: Any) -> dict[str, Any]:
    """Return the token of a table-of-contents entry, from which each page makes its own entry."""
    return {
        "level": link.level, "id": link.id, "name": link.title, "children": [_token(child) for child in link.children],
    }  # fmt: skip
