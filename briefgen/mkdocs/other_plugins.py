"""Keep other plugins from changing generated pages, and record what they add.

Plugins are code that the builder trusts. But a brief is text: a plugin that reads pages as templates must not evaluate it.
So the methods of other plugins are wrapped. For a generated page, `on_page_markdown` gets no text, and its result is
ignored. `on_files` may not move or remove a generated page. Scripts and styles that `on_post_page` adds are recorded, and
so are the files that `on_post_build` writes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefgen.mkdocs.page import BriefPage

_OPENING = re.compile(r"<(script|style)\b([^<>]*+)>", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_METHOD = "briefgen_wraps"
_PAGES = (".html", ".htm")
_DROPPING = frozenset({"i18n"})
"""Plugins that warn about each page outside of `docs/`, and drop it. They do not see generated pages."""

Method = Callable[..., Any]


class OtherPlugins:
    """The other plugins of one build.

    ``own`` is briefgen's plugin, whose methods are not wrapped.
    """

    def __init__(self, config: MkDocsConfig, own: object) -> None:
        self._config = config
        self._own = own
        self._pages: dict[str, tuple[File, str]] = {}
        self.added: dict[str, str] = {}
        """Texts of scripts and styles, and addresses of script files, each with the plugin that added it to a page."""
        self.written: dict[str, str] = {}
        """Paths of files in the site, each with the plugin that wrote it after the pages."""
        self.moved: dict[str, list[str]] = {}
        """Names of plugins, each with the generated pages that it moved."""
        self.wrap()

    def wrap(self) -> None:
        """Wrap the methods of all plugins that are set up now."""
        self._wrap("page_markdown", self._without_words)
        self._wrap("post_page", self._recording)
        self._wrap("post_template", self._recording)
        self._wrap("files", self._guarding)
        self._wrap("post_build", self._listing)

    def expect(self, files: Files, uris: Iterable[str]) -> None:
        """Remember the generated pages, which must stay where they are."""
        found = (files.get_file_from_path(uri) for uri in uris)
        self._pages = {file.src_uri: (file, file.dest_uri) for file in found if file is not None}

    def folders(self) -> Iterator[Path]:
        """Yield the folder of each other plugin's module.

        For a hook, and for a module outside of packages, this is the module's file.
        """
        for plugin in self._config.plugins.values():
            # MkDocs adds the module of a hook to the plugins
            module = plugin if isinstance(plugin, ModuleType) else sys.modules.get(type(plugin).__module__)
            if plugin is not self._own and module is not None and (path := _code(module)) is not None:
                yield path

    def _wrap(self, event: str, wrapper: Callable[[Method, str], Method]) -> None:
        """Replace the methods of one event in place: MkDocs may be iterating over other events."""
        plugins = self._config.plugins
        for index, method in enumerate(plugins.events[event]):
            # `mkdocs serve` keeps plugins for the next build
            method = getattr(method, _METHOD, method)
            if getattr(method, "__self__", None) is self._own:
                continue
            name = plugins._event_origins.get(method, "")
            wrapped = wraps(method)(wrapper(method, name))
            setattr(wrapped, _METHOD, method)
            plugins._event_origins[wrapped] = name
            plugins.events[event][index] = wrapped

    def _without_words(self, method: Method, _name: str) -> Method:
        def run(markdown: str, **context: Any) -> Any:
            page = context["page"]
            if not isinstance(page, BriefPage):
                return method(markdown, **context)
            with page.without_words():
                method("", **context)
            return markdown

        return run

    def _recording(self, method: Method, name: str) -> Method:
        def run(output: str, **context: Any) -> Any:
            result = method(output, **context)
            if isinstance(result, str) and result != output:
                before = set(_scripts(output))
                self.added.update((text, name) for text in _scripts(result) if text not in before)
            return result

        return run

    def _guarding(self, method: Method, name: str) -> Method:
        def run(files: Files, **context: Any) -> Any:
            is_hidden = name in _DROPPING
            for file, _ in self._pages.values() if is_hidden else ():
                files.remove(file)
            result = method(files, **context)
            left = result if result is not None else files
            for uri, (file, address) in list(self._pages.items()):
                if is_hidden:
                    left.append(file)
                elif left.get_file_from_path(uri) is not file or file.dest_uri != address:
                    self.moved.setdefault(name, []).append(uri)
                    del self._pages[uri]
            return result

        return run

    def _listing(self, method: Method, name: str) -> Method:
        def run(**context: Any) -> Any:
            site = Path(self._config.site_dir)
            before = _paths(site)
            result = method(**context)
            for path in sorted(_paths(site) - before):
                self.written[path] = name
                if path.endswith(_PAGES):
                    text = (site / path).read_text("utf-8", errors="replace")
                    self.added.update(dict.fromkeys(_scripts(text), name))
            return result

        return run


def _scripts(html: str) -> Iterator[str]:
    """Yield the texts of the scripts and styles in a page, and the addresses of its script files."""
    lower, end = html.lower(), 0
    for opening in _OPENING.finditer(html):
        if opening.start() < end:
            continue
        name = opening[1].lower()
        end = lower.find(f"</{name}", opening.end())
        if end < 0:
            # nothing behind this element is a page
            return
        source = _SOURCE.search(opening[2]) if name == "script" else None
        found = next((group for group in source.groups() if group is not None), "") if source else None
        yield html[opening.end() : end] if found is None else found


def _paths(site: Path) -> set[str]:
    """Return the paths of all files in a folder."""
    folders = os.walk(site)
    return {Path(folder, name).relative_to(site).as_posix() for folder, _, names in folders for name in names}


def _code(module: ModuleType) -> Path | None:
    """Return the folder of a module in a package, or the module's file."""
    file = getattr(module, "__file__", None)
    if file is None:
        return None
    package = sys.modules.get(module.__package__ or "")
    # the module of a hook has the name of a package that does not exist
    return Path(file).parent if package is not None and hasattr(package, "__path__") else Path(file)
