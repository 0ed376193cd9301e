"""Files that briefgen adds to MkDocs, each with a source path for other plugins.

MkDocs leaves the source path of a generated file empty. Several plugins stop there, or read the file at that path. A
page has the path of its brief, so that plugins find the brief's history in git. Any other file is written into a
temporary folder when a plugin asks for its path.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from briefgen.config import Config
from briefgen.mkdocs.page import BriefPage, Headings
from briefgen.render import redirects
from briefgen.render.templates import Rendered
from briefgen.site.navigation import as_setting, list_above, with_features
from briefgen.text import repository_hosts


def edit_address(repository: str, settings: Config, origin: str) -> str:
    """Return the address at which a repository's host edits a file of the project."""
    path = posixpath.join(settings.path_in_repository, origin)
    return repository_hosts.edit_address(repository, settings.options.branch, path)


class Copies:
    """A temporary folder with copies of generated files, made at the first request.

    Call `remove` at the end of a build.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def path(self, uri: str, content: bytes) -> str:
        """Return the path of a copy of a file."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="briefgen-")
        path = Path(self._folder.name, uri)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return str(path)

    def remove(self) -> None:
        """Delete the copies."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()


class GeneratedFile(File):
    """A file whose content is in memory.

    ``source`` is the file in the project that it was made from. Without one, `abs_src_path` is the path of a copy.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        uri: str,
        content: bytes,
        copies: Copies,
        *,
        source: Path | None,
        inclusion: InclusionLevel,
    ) -> None:
        super().__init__(uri, None, config.site_dir, config.use_directory_urls, inclusion=inclusion)
        self._content = content
        self._copies = copies
        self._source = source
        # a plugin for dates in git skips files that have a generator
        self.generated_by = None if source else "briefgen"
        self.edit_uri = None

    @property
    def abs_src_path(self) -> str | None:
        """Return the path of the source, or of a copy."""
        if self._source is not None:
            return str(self._source)
        return self._copies.path(self.src_uri, self.content_bytes)

    @abs_src_path.setter
    def abs_src_path(self, path: str | None) -> None:
        """Ignore the path: MkDocs clears it with each new content."""


def add(
    files: Files,
    rendered: Rendered,
    config: MkDocsConfig,
    settings: Config,
    copies: Copies,
    *,
    is_narrowed: bool,
    is_built: bool,
) -> None:
    """Add the pages, assets and redirects of a build to MkDocs' files.

    The source of a page that is not about one brief is the briefing's file. Material's search indexes pages in part if
    ``is_narrowed``. Pages that are not ``is_built`` can only be linked to.
    """
    briefing = settings.content / "briefing.yaml"
    shared = briefing if briefing.is_file() else settings.project / "mkdocs.yml"
    titles = dict(_titles(config.nav))
    headings: Headings = {}
    for page in rendered.pages:
        source = settings.project / page.origin if page.origin else shared
        file = GeneratedFile(
            config,
            page.uri,
            page.content,
            copies,
            source=source,
            inclusion=_inclusion(page.uri in titles, is_built=is_built),
        )
        _put(files, file)
        BriefPage(titles.get(page.uri), file, config, page.content, headings, is_narrowed=is_narrowed)
    moved = redirects.pages(rendered.redirects, rendered.language, directory_urls=config.use_directory_urls)
    for uri, content in {**rendered.assets, **moved}.items():
        _put(files, GeneratedFile(config, uri, content, copies, source=None, inclusion=InclusionLevel.NOT_IN_NAV))


def set_navigation(config: MkDocsConfig, rendered: Rendered) -> None:
    """Set the navigation and the theme's features for it, if the project sets none."""
    if config.nav is None:
        config.nav = as_setting(rendered.navigation)
        config.theme["features"] = with_features(config.theme.get("features"))


def load_assets(config: MkDocsConfig, rendered: Rendered) -> None:
    """Let each page load the styles and scripts, before those of the project."""
    for path in reversed(list(rendered.assets)):
        if path.endswith(".css"):
            config.extra_css.insert(0, path)
        elif path.endswith(".js"):
            config.extra_javascript.insert(0, path)


def place_in_groups(nav: Navigation, files: Files) -> Navigation:
    """Put each unlisted page into the group of the closest list above it.

    Unlisted pages are those that the navigation does not name. The theme then marks the group's tab and shows the group's pages in the left column.
    """
    listed = {page.file.src_uri: page.parent for page in nav.pages}
    for file in files.documentation_pages():
        if isinstance(file.page, BriefPage) and file.src_uri not in listed:
            above = list_above(file.src_uri, listed)
            if above is not None:
                file.page.parent = listed[above]
    return nav


def _inclusion(is_listed: bool, *, is_built: bool) -> InclusionLevel:
    if not is_built:
        return InclusionLevel.EXCLUDED
    return InclusionLevel.INCLUDED if is_listed else InclusionLevel.NOT_IN_NAV


def _put(files: Files, file: File) -> None:
    existing = files.get_file_from_path(file.src_uri)
    if existing is not None:
        files.remove(existing)
    files.append(file)


def _titles(nav: Any) -> Iterator[tuple[str, str | None]]:
    """Yield the pages of a navigation, each with its title there."""
    for item in nav if isinstance(nav, list) else ():
        for title, target in item.items() if isinstance(item, dict) else [(None, item)]:
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)
