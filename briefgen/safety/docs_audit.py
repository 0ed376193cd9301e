"""Audit the folders that the builder copies: hand-written pages and templates.

MkDocs follows symbolic links, and copies every file that is not a page into the site. The audit therefore runs before
the build.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pathspec

from briefgen.config import Config
from briefgen.diagnostics.types import Problem, Span
from briefgen.files.chunks import open_plain
from briefgen.files.codes import TOO_LARGE
from briefgen.files.limits import Limits
from briefgen.files.names import NAME_HELP, invalid_character
from briefgen.files.tree import Entry, listed
from briefgen.files.walk import Budget, bad_name, content_of, linked, printable, unreadable
from briefgen.safety import front_matter, page_cost, published_files
from briefgen.safety.codes import TAKEN, UNSAFE_NAME
from briefgen.yaml.codes import NOT_UTF8
from briefgen.yaml.conflict import conflict
from briefgen.yaml.text import YamlFile


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
    for folder in dict.fromkeys([config.options.templates, *([here.custom] if here.custom else [])]):
        for entry in (yield from _listed(project, folder, config)):
            if character := invalid_character(entry.name):
                yield bad_name(
                    f"{_shown(project / folder, project)}/{printable(entry.name)}", printable(entry.name), character
                )
    is_excluded = exclusion([".*", "/templates/", *here.excluded.splitlines()])
    entries = yield from _listed(project, here.docs, config)
    yield from _weighed([entry for entry in entries if not is_excluded(entry.name)], here, config)


def _weighed(entries: list[Entry], here: Premises, config: Config) -> Iterator[Problem]:
    """Yield the problems of the files that the builder publishes; read none if all together are too large."""
    limits, path = config.options.limits, _shown(config.project / here.docs, config.project)
    budget = Budget(limits)
    pages = sum(entry.size for entry in entries if _is_page(entry.name))
    for limit, size in (("docs_pages_bytes", pages), ("docs_bytes", sum(entry.size for entry in entries))):
        most = getattr(limits, limit)
        if size > most:
            what = "hand-written pages" if limit == "docs_pages_bytes" else "files"
            yield budget.over(path, limit, f"more than {most / 1_000_000:g} MB in all its {what}")
            return
    is_own = own_template(here, config)
    for entry in entries:
        shown = f"{path}/{printable(entry.name)}"
        if character := invalid_character(entry.name):
            message = f"`{printable(entry.name)}` has {printable(character)!r} in its name"
            yield UNSAFE_NAME.problem(shown, None, message, help=NAME_HELP)
        if _is_page(entry.name):
            yield from _page(entry, shown, is_own, limits)
        elif problem := _file(
            entry, shown, limits, is_free=entry.name in here.named or "files" in config.options.trust
        ):
            yield problem


def _is_page(name: str) -> bool:
    return name.lower().endswith(front_matter.SUFFIXES)


def _page(entry: Entry, shown: str, is_own: front_matter.IsTemplate, limits: Limits) -> Iterator[Problem]:
    """Yield the problems of a hand-written page; a page that is too large or heavy is not parsed."""
    content = content_of(entry.file, shown, limits.docs_page_bytes)
    if isinstance(content, Problem):
        yield content
        return
    if isinstance(content, int):
        yield _too_large(shown, content, "docs_page_bytes", limits)
        return
    try:
        text = front_matter.line_feeds(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"byte `{content[error.start]:02x}` is not UTF-8"
        yield NOT_UTF8.problem(shown, Span("", line, column), message, help="save the file with the encoding UTF-8")
        return
    yield from page_cost.findings(shown, text, limits)
    yield from front_matter.findings(shown, text, is_own)
    if problem := conflict(YamlFile(shown, text), indented=False):
        yield problem


def _file(entry: Entry, shown: str, limits: Limits, *, is_free: bool) -> Problem | None:
    """Return the problem of a file that is copied; a free one is only read for its size."""
    if entry.size > limits.docs_file_bytes:
        return _too_large(shown, entry.size, "docs_file_bytes", limits)
    if not is_free and (problem := published_files.bad_name(entry.name, shown)):
        return problem
    try:
        with open_plain(entry.file) as stream:
            return None if is_free else published_files.bad_content(entry.name, shown, stream, entry.size)
    except OSError as error:
        return unreadable(entry.file, shown, error)


def _too_large(shown: str, size: int, limit: str, limits: Limits) -> Problem:
    what = "split it into several pages" if limit == "docs_page_bytes" else "save it smaller"
    help = f"{what}, or set `limits: {{{limit}: …}}` under `briefgen` in `mkdocs.yml`"
    return TOO_LARGE.problem(
        shown, None, f"the file has {size:,} bytes, the limit is {getattr(limits, limit):,}", help=help
    )


def taken(here: Premises, config: Config, uris: Iterable[str]) -> Iterator[Problem]:
    """Yield the files among the pages whose address briefgen also uses.

    ``uris`` are the source paths of briefgen's own pages and files.
    """
    own = {_address(uri) for uri in uris}
    is_excluded = exclusion([".*", "/templates/", *here.excluded.splitlines()])
    docs = config.project / here.docs
    shown = _shown(docs, config.project)
    for entry in listed(docs, shown, Budget(config.options.limits))[0]:
        if _address(entry.name) in own and not is_excluded(entry.name):
            name = printable(entry.name)
            message = f"`{name}` has the address of a page or file that briefgen creates"
            yield TAKEN.problem(f"{shown}/{name}", None, message, help="rename or remove it")


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


def _listed(project: Path, folder: str, config: Config) -> Generator[Problem, None, list[Entry]]:
    """Yield what must not be in a folder or on the path to it, and return its files."""
    way = project
    for part in Path(folder).parts:
        way = way / part
        if way.is_symlink() and way.is_relative_to(project):
            yield linked(_shown(way, project), printable(way.name))
            return []
    entries, problems = listed(project / folder, _shown(project / folder, project), Budget(config.options.limits))
    yield from problems
    return entries


def _shown(path: Path, project: Path) -> str:
    return printable(path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix())
