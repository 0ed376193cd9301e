"""Publishing in place: replace a site's files one by one and keep its folder.

For a folder that is a mount point, or that a process holds open. Changed files are first copied into a folder inside the
site, with a journal that lists all steps. Then they are moved: assets first, then pages, then the checksums. Files that
are no longer part of the site are deleted last. So every page finds its assets at any moment.

Guarantees (`tests/unit/files/test_in_place.py`): a stop before the journal is written changes nothing. After a later stop
the site can be read, and the next build carries out the rest of the journal first. Symbolic links are never followed, and
mounted folders below the site stay.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from briefgen.files.atomic import write_atomically
from briefgen.files.chunks import copy_plain, digest_of
from briefgen.files.holders import mount_points

FOLDER = ".briefgen-publish"
"""The folder inside the site that holds the journal and the files to move."""
_JOURNAL, _FILES = "journal.json", "files"
_PAGES = (".html", ".htm")
_LAST = ("sitemap.xml", "sitemap.xml.gz", "SHA256SUMS")


class _Journal(msgspec.Struct, frozen=True):
    """The steps of one publication, as paths below the site in their order."""

    moved: tuple[str, ...]
    deleted: tuple[str, ...]


def publish(new: Path, site: Path) -> None:
    """Bring a site's folder to the state of another folder.

    Hidden entries at the top of the site stay, unless the new folder has them. Raises OSError; the site is unchanged if
    the files could not be copied.
    """
    resume(site)
    wanted, present = dict(_tree(new)), dict(_tree(site, skipped=_kept(site, new)))
    changed = [path for path, sort in wanted.items() if sort == "file" and not _is_same(new / path, site / path)]
    deleted = [path for path in present if path not in wanted]
    if not changed and not deleted:
        return
    aside = site / FOLDER
    try:
        for path in changed:
            target = aside / _FILES / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _move_or_copy(new / path, target)
        # pages before the assets that they need, and folders after what is in them
        folders = [path for path in deleted if present[path] == "folder"]
        files = [path for path in deleted if present[path] != "folder"]
        deleted = [*sorted(files, key=_group, reverse=True), *sorted(folders, key=lambda path: -path.count("/"))]
        journal = _Journal(tuple(sorted(changed, key=lambda path: (_group(path), path))), tuple(deleted))
        write_atomically(aside / _JOURNAL, msgspec.json.encode(journal))
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    resume(site)


def resume(site: Path) -> None:
    """Carry out the rest of a journal in a site.

    What a stopped copy left without a journal is deleted. Raises OSError; the next call continues.
    """
    aside = site / FOLDER
    if aside.is_symlink() or not aside.is_dir():
        return
    try:
        journal = msgspec.json.decode((aside / _JOURNAL).read_bytes(), type=_Journal)
    except (FileNotFoundError, msgspec.DecodeError):
        journal = _Journal((), ())
    for path in journal.moved:
        if _is_below(aside / _FILES, path) and (aside / _FILES / path).is_file():
            _move(aside / _FILES / path, site, path)
    for path in journal.deleted:
        if _is_below(site, path):
            _delete(site / path)
    shutil.rmtree(aside)


def _is_below(folder: Path, path: str) -> bool:
    """Return whether a path leads to an entry below the folder, through no symbolic link and no `..`.

    A journal is a file in the site, so an attacker may have written it.
    """
    if path.startswith("/") or ".." in path.split("/"):
        return False
    place = Path(os.path.realpath((folder / path).parent), PurePosixPath(path).name)
    return place == Path(os.path.realpath(folder), path)


def _group(path: str) -> int:
    """Return 0 for assets, 1 for pages, and 2 for the lists of them."""
    return 2 if path in _LAST else int(PurePosixPath(path).suffix.lower() in _PAGES)


def _tree(folder: Path, path: str = "", skipped: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield the path of each entry below a folder, and whether it is a file, a folder or another sort."""
    for item in sorted(os.scandir(folder / path), key=lambda item: item.name):
        below = f"{path}{item.name}"
        if below in skipped:
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _tree(folder, f"{below}/", skipped)
            yield below, "folder"
        else:
            yield below, "file" if item.is_file(follow_symlinks=False) else "other"


def _kept(site: Path, new: Path) -> frozenset[str]:
    """Return the paths in a site that no build touches: hidden entries, and what is mounted."""
    hidden = {item.name for item in os.scandir(site) if item.name.startswith(".") and not (new / item.name).exists()}
    root = str(site.resolve())
    mounted = {os.path.relpath(point, root) for point in mount_points() if point.startswith(f"{root}/")}
    return frozenset({*hidden, *mounted, FOLDER})


def _is_same(new: Path, old: Path) -> bool:
    try:
        return old.lstat().st_size == new.lstat().st_size and digest_of(old) == digest_of(new)
    except OSError:
        return False


def _move(file: Path, site: Path, path: str) -> None:
    """Move a file to its place in the site, in the place of what is there."""
    target, folder = site / path, site
    for part in path.split("/")[:-1]:
        folder /= part
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        folder.mkdir(exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    _move_or_copy(file, target)


def _move_or_copy(file: Path, target: Path) -> None:
    """Move a file in one step, or copy it to another disk."""
    try:
        os.replace(file, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy_plain(file, target)


def _delete(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        # a new file may have replaced its folder
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        return
    # what is mounted below, or was added meanwhile, stays with its folders
    with suppress(OSError):
        path.rmdir()
