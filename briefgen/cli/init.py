"""`briefgen init`: a new project that checks clean and builds at once."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.editing.new_project import CONFIGURATION, PLAN, Host, NewProject, Origin, origin_of
from briefgen.files import git
from briefgen.files.atomic import read_plain, write_all
from briefgen.files.partial import delete_abandoned
from briefgen.model.ids import RESERVED, is_id, suggested_id
from briefgen.text.lines import collapsed

_HOSTS: tuple[Host, ...] = ("github", "gitlab", "none")
_IGNORED = frozenset({".git", ".venv", "LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING"})
"""Names of what may be in the folder already."""
_MOST_POINTS = 500
_LONGEST_TITLE = 200


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--title", default="My briefing", show_default=True, help="The title of the briefing.")
@click.option("--plan", default=PLAN, show_default=True, metavar="ID", help="The id of the plan that it is about.")
@click.option(
    "--points",
    type=click.IntRange(1, _MOST_POINTS),
    default=1,
    show_default=True,
    metavar="N",
    help="How many points the plan has; each gets a brief.",
)
@click.option(
    "--host",
    type=click.Choice(_HOSTS),
    help="Add the files of a code host. Default: the host of the remote `origin`, or else none.",
)
def command(folder: Path, title: str, plan: str, points: int, host: Host | None) -> None:
    """Write a new project into DIR, with one brief of every kind.

    DIR is the present folder if it is left out. It must be new or empty; a clone of an empty repository counts as empty.
    The project checks clean and builds at once. Replace the example briefs with your own.

    Example: briefgen init my-briefing --title "The talks of 2026" --host github
    """
    folder = folder.resolve()
    origin = _origin(folder)
    host = host or _host_of(origin)
    is_there = host == "none" or _host_of(origin) in (host, "none")
    wanted = NewProject(
        title=_title(title),
        host=host,
        plan=plan,
        points=points,
        origin=origin if is_there else None,
        package_hash=_package_hash(),
    )
    _refuse_plan(wanted)
    files = wanted.files()
    _refuse_taken(folder, files)
    _write(folder, files)
    click.echo(f"{len(files)} files in {folder}")
    for line in _next(folder, wanted, files):
        note(line)


def _origin(folder: Path) -> Origin | None:
    """Return the repository that the remote `origin` of a clone names."""
    with suppress(git.NoRevision):
        return origin_of(git.remote(folder, "origin")) if (folder / ".git").exists() else None
    return None


def _host_of(origin: Origin | None) -> Host:
    words = origin.host.split(".") if origin else ()
    return next((host for host in _HOSTS if host in words), "none")


def _title(text: str) -> str:
    title = collapsed(text)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in title):
        raise click.UsageError("`--title` has a control character; leave it out")
    if not title or len(title) > _LONGEST_TITLE:
        raise click.UsageError(f"`--title` has {len(title)} characters; use 1 to {_LONGEST_TITLE}")
    return title


def _refuse_plan(wanted: NewProject) -> None:
    if not is_id(wanted.plan) or wanted.plan in RESERVED:
        near = suggested_id(wanted.plan)
        help = f"did you mean `{near}`?" if near else "use lower-case letters, digits and hyphens, at most 80"
        raise click.UsageError(f"`{wanted.plan}` cannot be the id of a plan; {help}")
    if wanted.plan in wanted.example_ids():
        raise click.UsageError(f"`{wanted.plan}` is the id of another example; choose another id for the plan")


def _package_hash() -> str:
    """Return the SHA-256 of the package file that briefgen was installed from, if pip recorded it (PEP 610)."""
    with suppress(metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        recorded = metadata.distribution("briefgen").read_text("direct_url.json") or "{}"
        return str(json.loads(recorded)["archive_info"]["hashes"]["sha256"])
    return ""


def _refuse_taken(folder: Path, files: dict[str, bytes]) -> None:
    """Refuse a folder with other files.

    Files that an interrupted `briefgen init` wrote are no other files, unless it wrote all of them.
    """
    delete_abandoned((folder,))
    try:
        found = sorted(item.name for item in os.scandir(folder) if item.name not in _IGNORED)
    except FileNotFoundError:
        return
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be used: {error.strerror}") from None
    if CONFIGURATION in found:
        raise click.UsageError(f"{folder} is a project already: it has a {CONFIGURATION}")
    ours = {path.partition("/")[0] for path in files}
    other = [name for name in found if name not in ours or not _is_unfinished(folder, name, files)]
    if other:
        raise click.UsageError(f"{folder} is not empty: it has `{other[0]}`; choose a new folder")


def _is_unfinished(folder: Path, name: str, files: dict[str, bytes]) -> bool:
    """Return whether all below a name is what `briefgen init` writes."""
    top = folder / name
    below = [top] if top.is_symlink() or not top.is_dir() else [path for path in top.rglob("*") if not path.is_dir()]
    return all(_holds(path, files.get(path.relative_to(folder).as_posix())) for path in below)


def _holds(path: Path, content: bytes | None) -> bool:
    with suppress(OSError):
        return content is not None and read_plain(path, len(content)) == content
    return False


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files or none; a folder that was made for them does not stay empty."""
    needed = {folder, *folder.parents, *(parent for path in files for parent in (folder / path).parents)}
    made = sorted((each for each in needed if not each.exists()), reverse=True)
    try:
        with _shared.writing(folder):
            write_all(folder, files)
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


_OWNER = re.compile(rb"\bOWNER\b")


def _next(folder: Path, wanted: NewProject, files: dict[str, bytes]) -> list[str]:
    """Return the next steps for the editor."""
    unknown = [path for path, content in files.items() if _OWNER.search(content)]
    root = git.repository_root(folder)
    return [
        *([f"next: put your account in place of OWNER (and NAME) in {', '.join(unknown)}"] if unknown else []),
        *(
            [f"next: {wanted.host} reads its files only at the root of the repository, {root}: move them there"]
            if wanted.host != "none" and root not in (None, folder)
            else []
        ),
        f"next: run `briefgen serve` in {folder}, and replace the examples in content/",
    ]
