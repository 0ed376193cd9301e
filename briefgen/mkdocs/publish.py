"""Atomic publishing under MkDocs: build in a staging folder, then seal and swap.

MkDocs writes into the staging folder, a sibling of the site folder. If the build fails, the folder is removed, and the old site
stays.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from briefgen.build import Build
from briefgen.check.report import concise
from briefgen.check.spans import place
from briefgen.config import Config
from briefgen.diagnostics.types import Problem
from briefgen.files.swap import StagedSite, Way
from briefgen.mkdocs import preview
from briefgen.mkdocs.other_plugins import OtherPlugins
from briefgen.safety import editor_page, plugin_audit
from briefgen.safety.script_allowlist import known
from briefgen.safety.seal import seal

log = get_plugin_logger("briefgen")


class Ending:
    """The staging folder of one build; ends with `finish`, `abandon` or `discard`.

    Raises PluginError if the folder cannot be made.
    """

    def __init__(self, config: MkDocsConfig, way: Way, *, is_dirty: bool) -> None:
        self._config = config
        self._wanted = config.site_dir
        try:
            self._beside = StagedSite(Path(config.site_dir), way)
            if is_dirty:
                self._beside.seed_from_live()
        except OSError as error:
            raise PluginError(f"briefgen: cannot build a site in `{config.site_dir}`: {_said(error)}") from None
        config.site_dir = str(self._beside.folder)

    def finish(self, build: Build, settings: Config, others: OtherPlugins) -> None:
        """Seal the site, unless `seal` is off, and publish it.

        A preview is marked, and has no form editor. ``others`` has recorded what other plugins added. Raises PluginError if the site could attack its readers. If
        MkDocs has counted warnings that make it fail (`--strict`), the old site stays.
        """
        assert build.rendered is not None
        scripts = build.rendered.assets
        self._beside.copy_hidden()
        if text := preview.asked(os.environ):
            shown = preview.banner(text, build.diagnostics, build.rendered.language)
            preview.mark(self._beside.folder, shown)
        else:
            self._add_editor(settings.project)
        if settings.options.seal:
            self._seal(scripts, settings, others)
        if any(
            handler.get_counts()
            for handler in logging.getLogger("mkdocs").handlers
            if isinstance(handler, CountHandler)
        ):
            self.discard()
            return
        is_kept = self._beside.publish()
        self._config.site_dir = self._wanted
        log.info("The site is in %s%s", self._wanted, " (its folder stays the same)" if is_kept else "")

    def abandon(self, error: Exception) -> None:
        """Discard the unfinished site.

        Raises Abort for an OSError, because a full disk or a missing permission is not a bug.
        """
        self.discard()
        if isinstance(error, OSError):
            # clients of the network raise such an error without a number
            what = "the site could not be written" if error.errno else "a plugin stopped the build"
            # an error of an open file has no name, and a temporary name would not help
            said = _said(error) if error.filename or not error.errno else f"{_said(error)}: {self._wanted}"
            log.error("%s; the old site is unchanged: %s", what, said)
            raise Abort(f"Aborted: {what}") from None

    def discard(self) -> None:
        """Delete the unfinished site; the old one is unchanged."""
        self._beside.discard()
        self._config.site_dir = self._wanted

    def _add_editor(self, project: Path) -> None:
        try:
            editor_page.add_to(self._beside.folder, project)
        except FileExistsError as error:
            raise PluginError(f"briefgen: {error.strerror}; rename the page") from None

    def _seal(self, scripts: Mapping[str, bytes], settings: Config, others: OtherPlugins) -> None:
        config, trust = self._config, settings.options.trust
        themes = [Path(folder) for folder in config.theme.dirs]
        # a plugin may change a theme's file; pages cannot, because no script is allowed among them
        of_themes = (file.relative_to(folder).as_posix() for folder in themes for file in folder.rglob("*.js"))
        own_scripts = (str(script) for script in config.extra_javascript if str(script) not in scripts)
        found = seal(
            self._beside.folder,
            known(
                [*themes, *([Path(config.docs_dir)] if "files" in trust else [])],
                (content for path, content in scripts.items() if path.endswith(".js")),
                [*of_themes, *own_scripts, *(others.written if "plugins" in trust else ())],
                plugins=others.folders(),
                added=others.added if "plugins" in trust else (),
            ),
            base=urlsplit(config.site_url or "/").path or "/",
            shown=Path(self._wanted).name,
            is_open="hosts" in trust,
            write=Path.write_bytes,
        )
        problems = tuple(plugin_audit.attributed(found.problems, others.added, others.written, settings))
        said = said_of(problems, settings.project)
        if not found.is_whole:
            raise PluginError(f"briefgen: the built site could attack its readers and was not published\n\n{said}")
        for line in said.splitlines():
            log.warning(line)


def said_of(problems: Iterable[Problem], project: Path) -> str:
    """Return the problems of a built site, one a line.

    Each problem is listed once, with the number of further places that have it.
    """
    same: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        same.setdefault((problem.code.id, problem.message), []).append(problem)
    shown = [
        msgspec.structs.replace(first, message=_counted(first.message, len(more))) for first, *more in same.values()
    ]
    return concise.render(place(shown, project), {})


def _counted(message: str, more: int) -> str:
    return f"{message}, and in {more} more {'places' if more > 1 else 'place'}" if more else message


def _said(error: OSError) -> str:
    return f"{error.strerror or error}: {error.filename}" if error.filename else str(error.strerror or error)
