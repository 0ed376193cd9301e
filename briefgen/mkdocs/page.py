"""A generated page in MkDocs; no other plugin or extension changes its words.

Raw HTML skips Python-Markdown. Headings go through it with two extensions, once per distinct set of headings. A page with
further Markdown, from a project's own template, is converted with the extensions in `_PARSING` only. Preprocessors such as
`pymdownx.critic` therefore never read the words of a brief.

Invariant: the result is the same as MkDocs makes of the same Markdown with these extensions; `tests/build/test_mkdocs.py`
checks it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from briefgen.mkdocs import html_blocks
from briefgen.render import page_metadata

_HEADING = frozenset({"attr_list", "toc"})
# extensions that parse blocks of Markdown, and change neither words nor raw HTML
_PARSING = _HEADING | {
    "abbr", "admonition", "def_list", "fenced_code", "footnotes", "md_in_html", "pymdownx.details", "pymdownx.highlight",
    "pymdownx.inlinehilite", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "sane_lists", "tables",
}  # fmt: skip
_SPLIT = re.compile(r"(?=<h[2-6][\s>])")
# begins with a literal, which the regular expression searches for several times as fast
_ID = re.compile(r'id="(?<=\sid=")([^"]+)"')
# removed here, because it is a third of the text of all pages and search would have to parse it
_UNSEARCHED = re.compile(r'<details class="bg-citing" data-search-exclude="true"(?: id="[^"]*")?>.*?</details>')
_BRACES = str.maketrans("{}", "()")
_MARK = re.compile(r'\sdata-search-exclude="[^"]*"')

Headings = dict[tuple[str, ...], "tuple[list[str], list[Any]] | None"]
"""For headings as Markdown, their HTML and the tokens of the table of contents.

The value is None if their number differs from that of the headings.
"""


class BriefPage(Page):
    """A page that briefgen generates.

    ``content`` is its Markdown with front matter in UTF-8.

    `search_content` is the HTML that Material's search indexes. It is None if search is off or indexes the whole page.
    """

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        content: bytes,
        headings: Headings,
        *,
        is_narrowed: bool,
    ) -> None:
        super().__init__(title, file, config)
        self._source = content
        self._body = ""
        self._front: dict[str, Any] = {}
        self._headings = headings
        self._is_narrowed = is_narrowed
        self.search_content: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the generated text, and no other text that a plugin offers."""
        del config
        self._body, self._front = page_metadata.split(self._source.decode())
        self.markdown, self.meta = self._body, dict(self._front)

    @contextmanager
    def without_words(self) -> Iterator[None]:
        """Hide the words of the brief from a plugin that may read them as a template.

        What the plugin adds to the front matter stays; the page's own front matter is restored.
        """
        self.markdown = ""
        self.meta.update({key: _inert(value) for key, value in self._front.items()})
        title = self.__dict__.get("title")
        if title is not None:
            self.__dict__["title"] = _inert(title)
        try:
            yield
        finally:
            self.markdown = self._body
            self.meta.update(self._front)
            self.__dict__.pop("title", None)
            if title is not None:
                self.__dict__["title"] = title

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page's Markdown to HTML, without Python-Markdown if possible."""
        parts = html_blocks.split(self._body)
        found = self._converted(parts, config, files) if parts is not None else None
        if parts is None or found is None:
            self.markdown = self._body
            self._convert(_PARSING, config, files)
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

    def _convert(self, allowed: Collection[str], config: MkDocsConfig, files: Files) -> None:
        """Convert with Python-Markdown and the allowed extensions of the project.

        The HTML policy is not one of them: generated pages are safe.
        """
        extensions = config.markdown_extensions
        config.markdown_extensions = [
            name for name in extensions if name.removeprefix("markdown.extensions.") in allowed
        ]
        try:
            super().render(config, files)
        finally:
            config.markdown_extensions = extensions

    def _converted(self, parts: list[str], config: MkDocsConfig, files: Files) -> tuple[list[str], list[Any]] | None:
        headings = tuple(part for part in parts if html_blocks.is_heading(part))
        if headings not in self._headings:
            self.markdown = "\n\n".join(headings)
            self._convert(_HEADING, config, files)
            html = [part.strip() for part in _SPLIT.split(self.content or "") if part.strip()]
            tokens = [_token(link) for link in self.toc]
            self._headings[headings] = (html, tokens) if len(html) == len(headings) else None
            self.markdown = self._body
        return self._headings[headings]


def _inert(value: Any) -> Any:
    """Return a text of the front matter without the characters that begin a template's expression."""
    return value.translate(_BRACES) if isinstance(value, str) else value


def _token(link: Any) -> dict[str, Any]:
    """Return the token of a table-of-contents entry, from which each page makes its own entry."""
    return {
        "level": link.level, "id": link.id, "name": link.title, "children": [_token(child) for child in link.children],
    }  # fmt: skip
