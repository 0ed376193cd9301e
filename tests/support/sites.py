"""Built sites, shared by all tests and workers and cached for the next run.

A site is built once for each state of the code, the templates, the project and the installed packages, and is kept in
`.cache/sites/<name>-<key>/`. Tests must not write into it: `changed_sites` names the sites that a test has changed.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import importlib.metadata
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support.projects import EXAMPLE, FULL, MINIMAL, ROOT, run, write

_FLAGSHIP = ("mkdocs.yml", "content", "docs", "seeds", "site_templates")
_NO_INPUT = ("site", "expected")
_VARIABLES = ("SOURCE_DATE_EPOCH", "BRIEFGEN_AS_OF")
_KEY_LENGTH = 16


class Shelf:
    """A folder of built sites."""

    kept = 3
    """How many states of one site are kept, because two sessions with different code may share a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: dict[Path, str] = {}

    def built(self, project: Path, name: str, *options: str, inputs: Iterable[Path] = ()) -> Path:
        """Return the folder of the site that `mkdocs build` makes of a project."""
        folder = self.folder / f"{name}-{_key(project, inputs or [project], options)}"
        site = folder / "site"
        if site not in self._used:
            with self._locked(name):
                if not _is_whole(folder):
                    _build(project, folder, options)
                os.utime(folder)
                self._remove_old(name)
                self._used[site] = (folder / "state").read_text("utf-8")
        return site

    def changed(self) -> list[str]:
        """Return the names of used sites that were changed since; they are rebuilt later."""
        changed = [site for site, state in self._used.items() if _state(site) != state]
        for site in changed:
            (site.parent / "state").unlink(missing_ok=True)
            del self._used[site]
        return [site.parent.name for site in changed]

    @contextlib.contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """Hold the lock of one name: the second worker waits until the first has built."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _remove_old(self, name: str) -> None:
        found = [folder for folder in self.folder.glob(f"{name}-{'?' * _KEY_LENGTH}") if folder.is_dir()]
        for folder in sorted(found, key=lambda folder: folder.stat().st_mtime_ns)[: -self.kept]:
            shutil.rmtree(folder)


_SHELF = Shelf(ROOT / ".cache/sites")


def built_site(name: str) -> Path:
    """Return the read-only site `full`, `example`, `minimal` or `flagship`."""
    if name == "flagship":
        return _SHELF.built(ROOT, name, "--strict", inputs=[ROOT / part for part in _FLAGSHIP])
    if name == "full":
        return built(FULL, name, "--strict")
    if name == "example":
        return built(EXAMPLE, name, "--strict")
    if name == "minimal":
        with tempfile.TemporaryDirectory() as folder:
            return built(write(Path(folder), MINIMAL), name, "--strict")
    raise ValueError(f"unknown shared site {name!r}")


def built(project: Path, name: str, *options: str) -> Path:
    """Return the read-only folder of the site that `mkdocs build` makes of a project.

    The key covers the project's whole folder, except hidden files, `site` and `expected`. A new state of the same name
    replaces old ones.
    """
    return _SHELF.built(project, name, *options)


def log(site: Path) -> str:
    """Return the standard error of the build of a shared site."""
    return (site.parent / "log").read_text("utf-8")


def changed_sites() -> list[str]:
    """Return the names of used shared sites that were changed; they are rebuilt later."""
    return _SHELF.changed()


def _build(project: Path, folder: Path, options: tuple[str, ...]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    done = run("mkdocs", "build", *options, "--site-dir", str(folder / "site"), cwd=project)
    assert done.returncode == 0, done.stderr
    (folder / "log").write_text(done.stderr, "utf-8")
    (folder / "state").write_text(_state(folder / "site"), "utf-8")


def _is_whole(folder: Path) -> bool:
    """Return whether a build was finished and is unchanged since."""
    state = folder / "state"
    return state.is_file() and state.read_text("utf-8") == _state(folder / "site")


def _key(project: Path, inputs: Iterable[Path], options: tuple[str, ...]) -> str:
    variables = [os.environ.get(name) for name in _VARIABLES]
    return _digest([_code(), variables, list(options), *_contents(project, inputs)])[:_KEY_LENGTH]


@functools.cache
def _code() -> str:
    """Return a digest of the generator, its templates, Python and the installed packages."""
    installed = sorted(f"{each.name}=={each.version}" for each in importlib.metadata.distributions())
    return _digest([sys.version, installed, *_contents(ROOT, [ROOT / "briefgen", ROOT / "site_templates"])])


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _contents(folder: Path, inputs: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the path and the digest of each file that a build may read."""
    for start in inputs:
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            relative = path.relative_to(folder)
            is_hidden = any(part.startswith(".") or part == "__pycache__" for part in relative.parts)
            if path.is_file() and not is_hidden and relative.parts[0] not in _NO_INPUT:
                yield relative.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _state(site: Path) -> str:
    """Return a digest of all names, sizes and modification times below a folder."""
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        found = path.lstat()
        digest.update(f"{path.relative_to(site)}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
