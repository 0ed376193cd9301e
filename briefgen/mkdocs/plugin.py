"""The MkDocs plugin: adds generated pages to the build and diagnostics to the log.

Everything that can fail because of a brief runs before MkDocs clears the site folder, so that an error never leaves an
incomplete site. During `mkdocs serve`, the last good site stays available and shows the errors on its pages.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from mkdocs.config.base import Config as MkDocsOptions
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from briefgen import config as configuration
from briefgen.build import Build, build_project
from briefgen.check.spans import place
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.corpus.records import FOLDER
from briefgen.diagnostics.types import Diagnostic, Severity, worst
from briefgen.editing.abandoned import delete_partial_files
from briefgen.mkdocs import (
    build_date,
    generated_files,
    guard,
    log_text,
    material_search,
    overlay,
    preview,
    serve,
    theme_plugins,
)
from briefgen.mkdocs.other_plugins import OtherPlugins
from briefgen.mkdocs.page import BriefPage
from briefgen.mkdocs.publish import Ending
from briefgen.model.edtf import NotADate
from briefgen.render.compiled_templates import compiled_templates
from briefgen.render.templates import RenderedPage, own_templates
from briefgen.safety import plugin_audit
from briefgen.search import index
from briefgen.site.shared import Site
from briefgen.text import urls
from briefgen.text.messages import gettext_in

log = get_plugin_logger("briefgen")
_WORDS = ("assets/javascripts/lunr/", "assets/briefgen/all-words.js")
# behind all other plugins, which may use any priority
_LAST = float("-inf")


class _AnyOptions(MkDocsOptions):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """Options without a schema for MkDocs: `briefgen.config` reads and checks them."""


class BriefgenPlugin(BasePlugin[_AnyOptions]):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """Builds the briefs into a MkDocs site.

    One instance serves all rebuilds of `mkdocs serve`.
    """

    def __init__(self) -> None:
        self._cache: Cache[LoadedFile] = Cache()
        self._is_serving = self._is_dirty = False
        self._ending: Ending | None = None
        self._good: Build | None = None
        self._fresh: Build | None = None
        self._origins: dict[str, RenderedPage] = {}
        self._settings: configuration.Config | None = None
        self._engine: Path | None = None
        self._indexing: index.Indexing | None = None
        self._whole: str | None = None
        self._day: datetime
        self._guard: guard.Guard | None = None
        self._others: OtherPlugins | None = None
        self._copies = generated_files.Copies()
        self._depth = 0
        self.overlay = ""
        """The report that the served pages show while the content has errors."""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Accept any options; `briefgen.config` checks them, with line and column."""
        del options, config_file_path
        self.config = _AnyOptions()
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is `mkdocs serve`, and whether the build is incremental."""
        self._is_serving = command == "serve"
        self._is_dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the briefs, and add the result to the configuration.

        Raises PluginError before anything is written.
        """
        if self._depth:
            # a plugin for translations builds the same configuration once more for each language
            return config
        build, self._fresh = self._fresh or self._build(config), None
        self._report(build, config)
        shown = self._shown(build)
        rendered = shown.rendered
        assert rendered is not None
        generated_files.set_navigation(config, rendered)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        generated_files.load_assets(config, rendered)
        theme_plugins.set_language(config, rendered.language)
        after_custom = 1 if config.theme.custom_dir else 0
        own = [own_templates() / "theme_pagefind"] if self._takes_over_search(config, shown) else []
        # behind the project's theme, but before briefgen's, whose search template is Material's
        folders = (*rendered.theme[:-1], *own, *rendered.theme[-1:])
        config.theme.dirs[after_custom:after_custom] = [str(folder) for folder in folders]
        self._good = shown
        self._day = build_date.build_day(shown.corpus, build_date.asked(os.environ))
        if self._settings is not None:
            self._guard = guard.Guard(config, self._settings)
        if not self._is_serving:
            options = self._settings.options if self._settings else configuration.Options()
            self._ending = Ending(config, options.publish, is_dirty=self._is_dirty)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep other plugins away from generated pages, now that all of them are set up."""
        self._depth += 1
        if self._depth > 1:
            return
        if self._settings is not None and self._settings.options.seal:
            theme_plugins.without_remote_polyfills(config)
        self._others = OtherPlugins(config, self)

    @event_priority(50)
    def _add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add pages, assets and redirects as files that exist only in memory."""
        assert self._good is not None
        assert self._settings is not None
        rendered = self._good.rendered
        assert rendered is not None
        is_first = self._depth <= 1
        if is_first:
            self._stop_indexing()
            self._copies.remove()
        if self._engine is not None and is_first:
            # started early: it indexes while MkDocs renders
            self._indexing = index.Indexing(self._engine, Site(self._good.corpus, self._settings))
        self._origins = {page.uri: page for page in rendered.pages if page.origin}
        options = {"is_narrowed": self._engine is None, "is_built": is_first}
        generated_files.add(files, rendered, config, self._settings, self._copies, **options)
        if self._others is not None:
            self._others.expect(files, (page.uri for page in rendered.pages))
        return files

    @event_priority(_LAST)
    def _check_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Stop the build if another plugin moved or removed a generated page.

        Links to it would lead nowhere. Raises PluginError.
        """
        if self._others is not None and self._settings is not None and self._others.moved:
            found = place(plugin_audit.moved(self._others.moved, self._settings), self._settings.project)
            raise PluginError(f"briefgen: another plugin changes generated pages\n\n{log_text.whole(found, config)}")
        return files

    on_files = CombinedEvent(_add_files, _check_files)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put each generated page into a group of the navigation."""
        del config
        return generated_files.place_in_groups(nav, files)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Set the page's date for the sitemap, and its edit link to the YAML file."""
        del files
        page.update_date = self._day.strftime("%Y-%m-%d")
        origin = self._origins.get(page.file.src_uri)
        if origin is not None and self._good is not None:
            repository = self._good.corpus.briefing.repository or config.repo_url
            if repository:
                settings = self._settings or configuration.Config(project=_project(config))
                page.edit_url = generated_files.edit_address(repository, settings, origin.origin or "")
        if page.edit_url:
            # themes print it unescaped, and MkDocs builds it from the names of files
            page.edit_url = urls.without_markup(page.edit_url)
        return page

    # behind plugins that add to the front matter, and before those that read it
    @event_priority(45)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean the front matter of handwritten pages."""
        del config, files
        if self._guard is not None:
            self._guard.clean(page)
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Escape the title of a handwritten page."""
        del config, files
        if self._guard is not None:
            self._guard.entitle(page)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Report what was removed from handwritten pages, before any page is written.

        Also remove the files that only Material's own search loads, if Pagefind replaces it.
        """
        for file in [file for file in files if self._engine is not None and file.src_uri.startswith(_WORDS)]:
            files.remove(file)
        if self._guard is not None:
            self._report_pages(self._guard.diagnostics(), config)
        if self._good is not None and self._good.rendered is not None:
            # for the parts of the theme, which MkDocs renders
            env.globals["_"] = partial(gettext_in, self._good.rendered.language)
            env.bytecode_cache = env.bytecode_cache or compiled_templates(self._good.rendered.language)
        return env

    @event_priority(100)
    def _narrow(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give search only the parts of a page that no other page repeats."""
        del config, nav
        context["build_date_utc"] = self._day
        if isinstance(page, BriefPage) and page.search_content is not None:
            self._whole = page.content
            page.content = page.search_content
        return context

    @event_priority(-100)
    def _widen(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Restore the page's whole content."""
        del config, nav
        if isinstance(page, BriefPage) and page.search_content is not None:
            page.content = self._whole
        return context

    on_page_context = CombinedEvent(_narrow, _widen)

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the search index to the site, then publish the site."""
        self._depth -= 1
        if self._depth:
            return
        indexing, self._indexing = self._indexing, None
        try:
            if indexing is not None:
                indexing.finish(Path(config.site_dir))
        except index.SearchFailed as error:
            # the pages already have a search box, so the site would be broken without an index
            if not self._is_serving:
                raise PluginError(f"briefgen: cannot make the search index: {error}") from None
            log.error("cannot make the search index: %s", error)
        self._copies.remove()
        if self._ending and self._good and self._settings and self._others:
            self._ending.finish(self._good, self._settings, self._others)
            self._ending = None

    def on_build_error(self, *, error: Exception) -> None:
        """Clean up after a failed build: stop the indexer, discard the unfinished site."""
        self._stop_indexing()
        self._copies.remove()
        self._depth = 0
        ending, self._ending = self._ending, None
        if ending is not None:
            ending.abandon(error)

    def on_shutdown(self) -> None:
        """Clean up after a build that was stopped, which is no error for MkDocs."""
        self._stop_indexing()
        ending, self._ending = self._ending, None
        if ending is not None:
            ending.discard()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch the briefs, templates and settings, and rebuild when they change.

        While they have errors, serve the last good site with the report on its pages.
        """
        watched = dict.fromkeys([Path(config.config_file_path), Path(config.docs_dir)])

        def paths() -> list[Path]:
            # a broken `mkdocs.yml` has the default options, so earlier folders stay
            if self._settings is not None:
                settings = self._settings
                watched.update(dict.fromkeys([settings.content, settings.templates, settings.project / FOLDER]))
            return list(watched)

        serve.watch(server, paths)
        serve.show_report(server, lambda: self.overlay)
        server.builder = lambda: self._rebuild(config, builder)
        return server

    def _rebuild(self, config: MkDocsConfig, builder: Callable[..., Any]) -> None:
        """Build again, log how long that took, and show what fails on the pages of the last good site."""
        start = perf_counter()
        with serve.recorded_errors() as said:
            try:
                build = self._build(config)
                if build.has_errors and self._good is not None and self._good.rendered is not None:
                    # the last good site stays available, so MkDocs must not build
                    self._report(build, config)
                    return
                self._fresh = build
                builder()
                log.info("rebuilt in %.1f s", perf_counter() - start)
            except (Exception, SystemExit) as error:
                self._fresh = None
                is_bug = not isinstance(error, MkDocsException | SystemExit | OSError)
                log.error("the build failed: %s", error, exc_info=is_bug)
                self.overlay = "\n\n".join(dict.fromkeys(said))

    def _build(self, config: MkDocsConfig) -> Build:
        asked = os.environ.get(configuration.AS_OF)
        try:
            as_of = configuration.day_of(asked) if asked else None
            build_date.asked(os.environ)
        except build_date.NotATime as error:
            raise PluginError(f"briefgen: {error}") from None
        except NotADate as error:
            raise PluginError(f"briefgen: {configuration.AS_OF}: `{asked}` is not a date: {error}") from None
        settings, problems = configuration.read(_project(config), as_of=as_of)
        self._settings = settings
        delete_partial_files(settings)
        before = (*problems, *guard.problems(config, settings))
        return build_project(settings, self._cache, before=before, is_preview=bool(preview.asked(os.environ)))

    def _report(self, build: Build, config: MkDocsConfig) -> None:
        """Report the diagnostics in the log, and on the pages of `mkdocs serve`.

        Raises PluginError if a build must not continue.
        """
        said = log_text.whole(build.diagnostics, config)
        strict = config.strict and worst(build.diagnostics, Severity.WARNING)
        if (build.has_errors and build.rendered is None) or (strict and not self._is_serving):
            if not self._is_serving:
                raise PluginError(f"briefgen found problems in the content\n\n{said}")
            log.error("the content has errors; the last good site stays available\n\n%s", said)
            self.overlay = said
            return
        self.overlay = ""
        log_text.write(log, build.diagnostics)

    def _report_pages(self, diagnostics: tuple[Diagnostic, ...], config: MkDocsConfig) -> None:
        """Report what was found in handwritten pages; `--strict` counts it even if the log is off.

        Raises PluginError.
        """
        log_text.write(log, diagnostics)
        if config.strict and not self._is_serving and worst(diagnostics, Severity.WARNING):
            raise PluginError(f"briefgen found problems in the pages\n\n{log_text.whole(diagnostics, config)}")

    def _shown(self, build: Build) -> Build:
        for one in (build, self._good):
            if one is not None and one.rendered is not None:
                return one
        return Build(build.corpus, overlay.nothing_to_show(), ())

    def _takes_over_search(self, config: MkDocsConfig, shown: Build) -> bool:
        """Return whether Pagefind is used; if so, turn off Material's search."""
        plugin = theme_plugins.find("search", config)
        is_wanted = self._settings is not None and self._settings.options.search == "pagefind"
        was_known, self._engine = self._engine, None
        # without a valid corpus there is nothing to index
        is_whole = shown.rendered is not None and any(page.origin for page in shown.rendered.pages)
        if plugin is None:
            if is_wanted and "search" in config.plugins:
                log.warning("the site uses MkDocs' own search, because its theme is not Material")
            return False
        material_search.set_separator(plugin)
        if not is_wanted or not is_whole:
            return False
        try:
            self._engine = was_known or index.engine()
        except index.NoEngine as error:
            log.warning("the site uses Material's search: %s (set `search: material` to accept this)", error)
            return False
        material_search.turn_off(config.plugins, plugin)
        config.extra["briefgen_search"] = index.sizes(shown.corpus)
        return True

    def _stop_indexing(self) -> None:
        indexing, self._indexing = self._indexing, None
        if indexing is not None:
            indexing.stop()


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent
