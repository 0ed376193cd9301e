"""Shared by the commands: find the project, print a report, choose the exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, TextIO

import click
import msgspec

from briefgen.build import Linked, link_project
from briefgen.check.report._base import below, from_root, lines_of
from briefgen.cli._common import QUIET, VERBOSE, level
from briefgen.config import AS_OF, Config, day_of, find_project, read
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.disk_cache import EntryCache
from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.diagnostics.types import Diagnostic, Problem, Severity, worst
from briefgen.editing.abandoned import delete_partial_files
from briefgen.files.atomic import NO_OVERRIDES, NotRestored
from briefgen.files.git import path_in_repository
from briefgen.model.edtf import Edtf, NotADate
from briefgen.model.kinds._base import Brief
from briefgen.registry import discover
from briefgen.safety.docs_audit import premises
from briefgen.text.repository_hosts import FORM_FOLDERS, Host, host_at
from briefgen.text.suggest import did_you_mean

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with mkdocs.yml. Default: this folder, or the nearest one above it.",
)


def _a_day(ctx: click.Context, parameter: click.Parameter, text: str | None) -> Edtf | None:
    del ctx, parameter
    try:
        return day_of(text) if text is not None else None
    except NotADate as error:
        raise click.BadParameter(f"`{text}` is not a date: {error}") from None


as_of_option = click.option(
    "--as-of", callback=_a_day, metavar="DATE", help="Build the site as of that day, such as 2025-11-27."
)


def run_mkdocs(command: str, project: Path | None, options: Sequence[str], as_of: Edtf | None) -> int:
    """Run one of MkDocs' commands in this process, and return the exit code.

    Raises click.UsageError (exit code 2) if there is no project.
    """
    # imported here, because no other command needs MkDocs
    from briefgen.mkdocs.command import run

    folder = folder_of(project)
    _make_docs(folder)
    if as_of is not None:
        # MkDocs passes no options to plugins
        os.environ[AS_OF] = as_of.text
    return run(command, str(folder / "mkdocs.yml"), options)


def _make_docs(folder: Path) -> None:
    """Make the folder of handwritten pages if it is missing: git keeps no empty folders, and MkDocs asks for it.

    MkDocs reports a folder that cannot be made, and one outside the project.
    """
    docs = folder / premises(read(folder)[0].settings).docs
    if docs.resolve().is_relative_to(folder.resolve()):
        with suppress(OSError):
            docs.mkdir(parents=True, exist_ok=True)


def find(
    project: Path | None, *, drafts: bool | None = None, as_of: Edtf | None = None
) -> tuple[Config, tuple[Problem, ...]]:
    """Return the project's configuration and its problems.

    ``drafts`` and ``as_of`` override the options in `mkdocs.yml`. Partial files of killed commands are deleted.
    Raises click.UsageError (exit code 2) if there is no project.
    """
    config, problems = read(folder_of(project), drafts=drafts, as_of=as_of)
    delete_partial_files(config)
    return config, problems


def folder_of(project: Path | None) -> Path:
    """Return the project's folder without reading its configuration.

    Raises click.UsageError (exit code 2) if there is no project.
    """
    folder = find_project(project or Path.cwd())
    if folder is None or (project is not None and folder != project.resolve()):
        where = project or Path.cwd()
        raise click.UsageError(f"no mkdocs.yml in {where}{'' if project else ' or above it'}; use --project DIR")
    return folder


@contextmanager
def cache(config: Config, *, is_off: bool = False) -> Iterator[Cache[LoadedFile]]:
    """Yield the project's cache of decoded briefs, and save it afterwards."""
    if is_off:
        yield Cache()
        return
    kept = EntryCache(config.project)
    yield kept
    kept.save()


@contextmanager
def progress(*steps: str) -> Iterator[Callable[[str, float], None]]:
    """Yield a callback for the stages of a build, and show a progress bar.

    The callback takes a stage's name and its duration in seconds. The bar appears on standard error after a second, and only
    in a terminal.
    """
    if level() == VERBOSE:
        yield lambda name, seconds: click.echo(f"{name}: {seconds:.3f} s", err=True)
        return
    if not _has_bar():
        yield lambda _name, _seconds: None
        return
    done: list[str] = []
    over = Event()

    def show() -> None:
        while not over.wait(0.2 if shown.is_set() else 1.0):
            shown.set()
            bar = "#" * min(20, 20 * len(done) // len(steps))
            step = steps[min(len(done), len(steps) - 1)]
            click.echo(f"\r[{bar:-<20}] {step}\x1b[K", err=True, nl=False)

    shown = Event()
    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield lambda name, _seconds: done.append(name)
    finally:
        over.set()
        thread.join()
        if shown.is_set():
            click.echo("\r\x1b[K", err=True, nl=False)


@contextmanager
def counted(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each step, and show a progress bar.

    The bar has the time left. It appears on standard error, and only in a terminal.
    """
    with click.progressbar(length=total, label=what, file=sys.stderr, hidden=not _has_bar(), show_pos=True) as bar:
        yield lambda: bar.update(1)


def _has_bar() -> bool:
    return level() > QUIET and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Content(msgspec.Struct, frozen=True):
    """The linked content of a project, for commands that only read it."""

    config: Config
    linked: Linked

    @property
    def corpus(self) -> Corpus:
        """Return the linked corpus."""
        return self.linked.corpus

    @property
    def loaded(self) -> Loaded:
        """Return the files that the corpus was linked from."""
        return self.linked.loaded

    def named(self, ref: str) -> Brief:
        """Return the brief with a present or former id.

        ``ref`` may name a part, as EVENT#STATEMENT or PLAN@VERSION. Raises click.UsageError (exit code 2) if the id or the
        part is unknown.
        """
        id = re.split("[#@]", ref, maxsplit=1)[0]
        brief = self.corpus.briefs.get(self.corpus.former.get(id, id))
        if brief is None:
            broken = next((entry.path for entry in self.loaded.entries if entry.id == id), None)
            known = [*self.corpus.briefs, *self.corpus.former]
            if self.loaded.unread:
                raise click.UsageError(
                    f"unknown id `{id}`; {self.loaded.unread[0]} cannot be read, see `briefgen check`"
                )
            help = f"`{broken}` is not a valid brief; see `briefgen check`" if broken else did_you_mean(id, known)
            raise click.UsageError(f"unknown id `{id}`{'; ' if help else ''}{help}")
        part = f"{brief.id}{ref[len(id) :]}"
        known = [each for each in (*self.corpus.statements, *self.corpus.versions) if each.startswith(brief.id)]
        if part != brief.id and part not in known:
            help = did_you_mean(part, known)
            raise click.UsageError(f"`{brief.id}` has no part `{part[len(brief.id) :]}`{'; ' if help else ''}{help}")
        return brief


def linked(project: Path | None) -> Content:
    """Return the project's linked content.

    Prints to standard error how many files could not be read.
    """
    config, _ = find(project)
    # The cache of the last check is read, but not saved: a command that only reads or refuses changes no file.
    return reported(Content(config, link_project(config, EntryCache(config.project))))


def reported(content: Content) -> Content:
    """Print to standard error how many files were not read; return the content."""
    for path in content.loaded.unread:
        click.echo(f"{path} cannot be read, see `briefgen check`", err=True)
    broken = sum(entry.brief is None for entry in content.loaded.entries)
    if broken:
        files = "1 file is" if broken == 1 else f"{broken} files are"
        click.echo(f"{files} left out, see `briefgen check`", err=True)
    return content


@contextmanager
def writing(project: Path) -> Iterator[None]:
    """Report files that cannot be written, with exit code 2 and what was changed.

    For `files.atomic.write_all`, which restores all files when one of them cannot be written.
    """
    try:
        yield
    except OSError as error:
        is_inside = str(error.filename).startswith(f"{project}{os.sep}")
        path = os.path.relpath(error.filename, project) if is_inside else error.filename
        changed = "nothing was changed"
        if isinstance(error, NotRestored):
            # a command that runs again skips what it finds done
            changed = f"already written: {', '.join(error.paths)}; run the same command again to finish"
        raise click.UsageError(f"`{path}` cannot be written: {error.strerror}; {changed}") from None


def report(
    diagnostics: Sequence[Diagnostic],
    project: Path,
    name: str,
    *,
    colour: bool | None = None,
    unsaved: Mapping[str, bytes] = NO_OVERRIDES,
) -> str:
    """Return the diagnostics in one of the report formats.

    Reports for programs have paths from the root of the git repository, and those for people from the project.
    ``unsaved`` holds contents by path that replace those of the files on disk.
    """
    found = discover("briefgen.check.report", "render")[name]
    lines = lines_of(diagnostics, project, unsaved) if getattr(found, "NEEDS_LINES", False) else {}
    if getattr(found, "FROM_ROOT", False) and (folder := path_in_repository(project)):
        diagnostics = from_root(diagnostics, folder)
        lines = {below(folder, path): content for path, content in lines.items()}
    render: Callable[..., str] = found.render
    return render(diagnostics, lines, colour=is_colourful() if colour is None else colour)


def is_colourful(stream: TextIO | None = None) -> bool:
    """Return whether a stream, by default standard output, is to have colours.

    `NO_COLOR` forbids them, `FORCE_COLOR` asks for them also in a file; otherwise a terminal decides.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def exit_code(diagnostics: Sequence[Diagnostic], threshold: Severity, before: Sequence[Problem] = ()) -> int:
    """Return 2 for a wrong configuration, 1 for findings at the threshold, else 0.

    ``before`` are the problems of the configuration.
    """
    if any(problem.code.id.startswith("BG6") or problem.path == "mkdocs.yml" for problem in before):
        return 2
    return 1 if worst(diagnostics, threshold) else 0


def formats() -> Any:
    """Return the click choice of the report formats."""
    return click.Choice(list(discover("briefgen.check.report", "render")))


def host_of(repository: str, root: Path) -> Host:
    """Return the host of a repository.

    Its files decide, or else its address; where neither does, it is GitHub.
    """
    for host, folder in FORM_FOLDERS.items():
        if (root / folder.partition("/")[0]).is_dir():
            return host
    return host_at(repository)
