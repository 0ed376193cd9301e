"""`briefgen doctor`: what this machine and this project lack, and what follows."""

from __future__ import annotations

import importlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import click
import msgspec

from briefgen import __version__
from briefgen.cli import _shared
from briefgen.config import find_project
from briefgen.files.atomic import read_plain
from briefgen.files.git import repository_root

_PLACEHOLDERS = ("OWNER", "vX.Y.Z")
_HOST_FILES = (".github", ".gitlab-ci.yml", ".pre-commit-config.yaml", "README.md", "mkdocs.yml", "netlify.toml")
_MOST_BYTES = 1_000_000


class Diagnosis(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    name: str
    found: str
    """The version or state; empty where it is missing."""
    follows: str = ""
    """What follows from what was found, and what to do; empty where all is well."""
    is_needed: bool = False
    """Whether nothing works without it."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared.project_option
def command(project: Path | None, as_json: bool) -> None:
    """List what briefgen uses on this machine, what is missing, and what follows.

    Works outside a project, too. The exit code is 1 if something is missing that every build needs.

    Example: briefgen doctor
    """
    folder = find_project(project or Path.cwd())
    found = [*_machine(), *(_project(folder) if folder else ())]
    if as_json:
        click.echo(json.dumps({"version": 1, "diagnoses": msgspec.to_builtins(found)}, indent=2))
    else:
        width = max(len(each.name) for each in found)
        for each in found:
            click.echo(f"{'ok ' if not each.follows else '!  '}{each.name:<{width}}  {each.found or 'not found'}")
            if each.follows:
                click.echo(f"   {'':<{width}}  {each.follows}")
    sys.exit(1 if any(each.is_needed and not each.found for each in found) else 0)


def _machine() -> Iterator[Diagnosis]:
    yield Diagnosis("briefgen", __version__)
    yield Diagnosis("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name, package in (("MkDocs", "mkdocs"), ("Material for MkDocs", "mkdocs-material")):
        version = _version(package)
        yield Diagnosis(name, version, "" if version else f"no site can be built: install `{package}`", is_needed=True)
    yield _libyaml()
    yield _module(
        "Pagefind", "pagefind-bin", "pagefind_bin", "the site gets Material's search, which loads one large file"
    )
    yield _module("Graphviz", "graphviz-pure", "graphviz_pure", "the network page has tables without drawings")
    git = _program("git", "--version")
    yield Diagnosis(
        "git", git.removeprefix("git version "), "" if git else "`--base`, `diff` and the history of changes need it"
    )
    yield _encoding()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    yield Diagnosis("cores", str(cores))
    yield Diagnosis("browser for the tests", *_browser())


def _libyaml() -> Diagnosis:
    version = getattr(importlib.import_module("yaml"), "__with_libyaml__", False)
    found = f"PyYAML {_version('pyyaml')} with libyaml" if version else ""
    return Diagnosis(
        "libyaml", found, "" if found else "reading briefs takes about ten times as long: install PyYAML from a wheel"
    )


def _module(name: str, package: str, module: str, follows: str) -> Diagnosis:
    version = _version(package)
    try:
        importlib.import_module(module)
    except ImportError:
        version = ""
    return Diagnosis(name, version, "" if version else follows)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _program(*words: str) -> str:
    """Return the first line that a program prints, or "" if it is missing or fails."""
    if shutil.which(words[0]) is None:
        return ""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip().partition("\n")[0] if done.returncode == 0 else ""


def _encoding() -> Diagnosis:
    encoding = sys.stdout.encoding or "unknown"
    is_whole = encoding.lower().replace("-", "") == "utf8"
    return Diagnosis("terminal", encoding, "" if is_whole else "some letters are shown as `?`: set PYTHONUTF8=1")


def _browser() -> tuple[str, str]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), "")
    return found, "" if found else "only needed to run briefgen's own tests: `make test` installs it"


def _project(folder: Path) -> Iterator[Diagnosis]:
    """Yield what concerns the project in this folder."""
    yield Diagnosis("project", str(folder))
    looks: tuple[Callable[[Path], Iterator[Diagnosis]], ...] = (_repository, _placeholders, _links)
    for look in looks:
        yield from look(folder)


def _repository(folder: Path) -> Iterator[Diagnosis]:
    root = repository_root(folder)
    yield Diagnosis("repository", str(root or ""), "" if root else "no history: run `git init` here")


def _placeholders(folder: Path) -> Iterator[Diagnosis]:
    """Yield the files in which words stand that `briefgen init` could not fill in."""
    for path in _host_files(folder):
        content = read_plain(path, _MOST_BYTES)
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
        for number, line in enumerate(text.splitlines(), 1):
            word = next((each for each in _PLACEHOLDERS if each in line), "")
            if word:
                yield Diagnosis(
                    "placeholder",
                    f"{path.relative_to(folder).as_posix()}:{number}",
                    f"put the right words in place of {word}",
                )


def _host_files(folder: Path) -> Iterator[Path]:
    for name in _HOST_FILES:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
        elif path.is_file() and not path.is_symlink():
            yield path


def _links(folder: Path) -> Iterator[Diagnosis]:
    from briefgen.corpus.link_results import load_link_results

    results, _ = load_link_results(folder)
    newest = max((each.checked for each in results.values()), default="")
    yield Diagnosis(
        "links", f"{len(results)} checked, last on {newest}" if newest else "", "" if newest else "run `briefgen links`"
    )
