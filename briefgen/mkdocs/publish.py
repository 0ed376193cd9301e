"""How a build ends under MkDocs: the site is sealed and takes its place, or what was there stays.

MkDocs writes into a folder beside the site from the moment its configuration is known; an error, of whatever kind, takes
that folder away again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from briefgen.check.report import concise
from briefgen.check.spans import place
from briefgen.config import Options
from briefgen.diagnostics.types import Problem
from briefgen.files.swap import StagedSite
from briefgen.safety.script_allowlist import known
from briefgen.safety.seal import Seal, seal

log = get_plugin_logger("briefgen")


class Ending:
    """One build's folder beside the site; ends with `finish` or `abandon`.

    Raises PluginError when there can be no such folder.
    """

    def __init__(self, config: MkDocsConfig, *, is_dirty: bool) -> None:
        self._config = config
        self._wanted = config.site_dir
        try:
            self._beside = StagedSite(Path(config.site_dir))
            if is_dirty:
                self._beside.seed_from_live()
        except OSError as error:
            raise PluginError(f"briefgen: no site can be built in `{config.site_dir}`: {_said(error)}") from None
        config.site_dir = str(self._beside.folder)

    def finish(self, scripts: Mapping[str, bytes], options: Options) -> None:
        """Seal the site, unless that is off, and put it in its place. ``scripts`` are briefgen's own script files.

        Raises PluginError when the site could attack its readers; leaves the site in place where MkDocs is about to end
        with an error of its own.
        """
        self._beside.copy_hidden()
        if options.seal:
            self._seal(scripts, options)
        if any(
            handler.get_counts()
            for handler in logging.getLogger("mkdocs").handlers
            if isinstance(handler, CountHandler)
        ):
            self._leave()
            return
        self._beside.publish()
        self._config.site_dir = self._wanted
        log.info("The site is in %s", self._wanted)

    def abandon(self, error: Exception) -> None:
        """Take the unfinished site away.

        Raises Abort in place of an error of the file system, which is nobody's bug.
        """
        self._leave()
        if isinstance(error, OSError):
            log.error("the site could not be written, the one that was there stays: %s", _said(error))
            raise Abort("Aborted: the site could not be written") from None

    def _leave(self) -> None:
        self._beside.discard()
        self._config.site_dir = self._wanted

    def _seal(self, scripts: Mapping[str, bytes], options: Options) -> None:
        config = self._config
        found = seal(
            self._beside.folder,
            known(
                map(Path, [*config.theme.dirs, *([config.docs_dir] if "files" in options.trust else [])]),
                (content for path, content in scripts.items() if path.endswith(".js")),
                (str(script) for script in config.extra_javascript if str(script) not in scripts),
            ),
            base=urlsplit(config.site_url or "/").path or "/",
            shown=Path(self._wanted).name,
            is_open="hosts" in options.trust,
            write=Path.write_bytes,
        )
        said = said_of(found)
        if not found.is_whole:
            raise PluginError(f"briefgen: the built site could attack its readers and was not put in place\n\n{said}")
        for line in said.splitlines():
            log.warning(line)


def said_of(found: Seal) -> str:
    """Return what is wrong with a built site, a line for each thing; it says how many more pages have the same."""
    same: dict[tuple[str, str], list[Problem]] = {}
    for problem in found.problems:
        same.setdefault((problem.code.id, problem.message), []).append(problem)
    shown = [
        msgspec.structs.replace(first, message=_counted(first.message, len(more))) for first, *more in same.values()
    ]
    return concise.render(place(shown, Path("/")), {})


def _counted(message: str, more: int) -> str:
    return f"{message}, and in {more} more {'places' if more > 1 else 'place'}" if more else message


def _said(error: OSError) -> str:
    return f"{error.strerror or error}: {error.filename}" if error.filename else str(error.strerror or error)
