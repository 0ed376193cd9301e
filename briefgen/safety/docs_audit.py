"""Audit the folders that the builder copies: hand-written pages and templates.

MkDocs follows symbolic links, and copies every file that is not a page into the site. The audit therefore runs before
the build.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pathspec

from briefgen.config import Config
from briefgen.diagnostics.types import Problem
from briefgen.files.codes import UNREADABLE
from briefgen.files.names import NAME_HELP, invalid_character
from briefgen.files.walk import bad_name, linked, printable
from briefgen.safety import front_matter
from briefgen.safety.codes import RUNNING_FILE, TAKEN, UNSAFE_NAME
from briefgen.yaml.conflict import conflict
from briefgen.yaml.text import YamlFile

_ACTIVE = frozenset({
    ".css", ".hta", ".htc", ".htm", ".html", ".js", ".json5", ".mht", ".mhtml", ".mjs", ".cjs", ".shtml", ".svg", ".svgz", ".swf", ".wasm",
    ".webmanifest", ".xht", ".xhtml", ".xml", ".xsl", ".xslt",
})  # fmt: skip
# files that configure static hosts and web servers
_ORDERS = frozenset({
    ".htaccess", ".htpasswd", "_headers", "_redirects", "_routes.json", "cname", "firebase.json", "netlify.toml",
    "staticwebapp.config.json", "vercel.json", "web.config",
})  # fmt: skip
_HELP = {
    ".svg": "save it as PNG or WebP; an SVG file may hold scripts",
    ".svgz": "save it as PNG or WebP; an SVG file may hold scripts",
}


class Premises(msgspec.Struct, frozen=True):
    """The folders from which the configuration makes a builder take files.

    Folders may be absolute or relative to the project.
    """

    docs: str
    custom: str | None = None
    excluded: str = ""
    named: frozenset[str] = frozenset()
    """Paths of files among the pages that the configuration names."""


def premises(settings: Mapping[str, Any]) -> Premises:
    """Return the premises that the settings of a `mkdocs.yml` describe."""
    theme = settings.get("theme")
    theme = theme if isinstance(theme, Mapping) else {}
    custom = theme.get("custom_dir")
    named = [theme.get("logo"), theme.get("favicon")]
    for key in ("extra_css", "extra_javascript"):
        listed = settings.get(key)
        named += [
            item.get("path") if isinstance(item, Mapping) else item
            for item in (listed if isinstance(listed, list) else ())
        ]
    return Premises(
        str(settings.get("docs_dir") or "docs"),
        str(custom) if custom else None,
        str(settings.get("exclude_docs") or ""),
        frozenset(str(name) for name in named if name),
    )


def found(here: Premises, config: Config) -> Iterator[Problem]:
    """Yield what must not be in the folders.

    That is: symbolic links, active files, unsafe names, and front matter without effect.
    """
    project = config.project
    for folder in dict.fromkeys([here.docs, config.options.templates, *([here.custom] if here.custom else [])]):
        yield from _links(project, folder)
    for path in _files(config.templates):
        name = path.relative_to(config.templates).as_posix()
        if character := invalid_character(name):
            yield bad_name(_shown(path, project), printable(name), character)
    is_excluded = exclusion([".*", "/templates/", *here.excluded.splitlines()])
    docs = project / here.docs
    is_own = own_template(here, config)
    for path in _files(docs):
        name = path.relative_to(docs).as_posix()
        if is_excluded(name):
            continue
        shown = _shown(path, project)
        if character := invalid_character(name):
            message = f"`{printable(name)}` has {printable(character)!r} in its name"
            yield UNSAFE_NAME.problem(shown, None, message, help=NAME_HELP)
        if path.suffix.lower() in _ACTIVE:
            if name not in here.named and "files" not in config.options.trust:
                message = f"browsers run `{printable(path.name)}` with the rights of this site"
                help = _HELP.get(
                    path.suffix.lower(), "move it into `site_templates/assets/`, or name it in `mkdocs.yml`"
                )
                yield RUNNING_FILE.problem(shown, None, message, help=help)
        elif path.name.lower() in _ORDERS:
            if "files" not in config.options.trust:
                message = f"`{printable(path.name)}` configures how a host serves the whole site"
                help = "add it to the site after the build, or set `trust: [files]` under `briefgen`"
                yield RUNNING_FILE.problem(shown, None, message, help=help)
        elif path.name.lower().endswith(front_matter.SUFFIXES):
            try:
                text = path.read_text("utf-8-sig", "replace")
            except OSError as error:
                yield UNREADABLE.problem(shown, None, f"the file cannot be read: {error.strerror}")
                continue
            yield from front_matter.findings(shown, text, is_own)
            if problem := conflict(YamlFile(shown, text), indented=False):
                yield problem


def taken(here: Premises, config: Config, uris: Iterable[str]) -> Iterator[Problem]:
    """Yield the files among the pages whose address briefgen also uses.

    ``uris`` are the source paths of briefgen's own pages and files.
    """
    own = {_address(uri) for uri in uris}
    is_excluded = exclusion([".*", "/templates/", *here.excluded.splitlines()])
    docs = config.project / here.docs
    for path in _files(docs):
        name = path.relative_to(docs).as_posix()
        if _address(name) in own and not is_excluded(name):
            message = f"`{printable(name)}` has the address of a page or file that briefgen creates"
            yield TAKEN.problem(_shown(path, config.project), None, message, help="rename or remove it")


def _address(path: str) -> str:
    """Return a file's address in the site, case-folded because some file systems ignore case."""
    folded = path.casefold()
    suffix = next((end for end in front_matter.SUFFIXES if folded.endswith(end)), None)
    if suffix is None:
        return folded
    page = folded.removesuffix(suffix)
    folder, _, last = page.rpartition("/")
    return f"{folder if last in ('index', 'readme') else page}/"


def exclusion(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return a predicate on paths: whether patterns as in `exclude_docs` match."""
    return pathspec.GitIgnoreSpec.from_lines(patterns).match_file


def own_template(here: Premises, config: Config) -> Callable[[str], bool]:
    """Return a predicate on names: whether the project has such a theme template."""
    folders = [config.templates / "theme", *([config.project / here.custom] if here.custom else [])]
    return lambda name: any((folder / name).is_file() for folder in folders)


def _links(project: Path, folder: str) -> Iterator[Problem]:
    """Yield the symbolic links in a folder, on the path to it, and the folder itself if it is one."""
    way = project
    for part in Path(folder).parts:
        way = way / part
        if way.is_symlink() and way.is_relative_to(project):
            yield linked(_shown(way, project), printable(way.name))
            return
    waiting = [project / folder]
    while waiting:
        here = waiting.pop()
        try:
            items = sorted(os.scandir(here), key=lambda item: item.name)
        except OSError:
            # folders are optional
            continue
        for item in items:
            if item.is_symlink():
                yield linked(_shown(Path(item.path), project), printable(item.name))
            elif item.is_dir(follow_symlinks=False):
                waiting.append(Path(item.path))


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(here, name) for name in sorted(names) if not Path(here, name).is_symlink())


def _shown(path: Path, project: Path) -> str:
    return printable(path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix())
