"""Atomic publishing: build into a sibling directory, then swap it with the site.

Guarantee: a build that fails, is killed or has no disk space leaves the old site unchanged.
`tests/build/test_interrupted_builds.py` and `tests/unit/files/test_swap.py` test this.

The new folder is a sibling of the old one, because a rename cannot cross file systems. Where the old folder must stay, the
files are replaced in place; see `files.in_place`.
"""

from __future__ import annotations

import atexit
import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Literal

from briefgen.files import in_place
from briefgen.files.holders import is_held

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

_NEW, _OLD = "new", "old"
_LOCK_GRACE, _ABANDONED_AGE = 60, 86_400
"""Seconds for which an empty unlocked folder may belong to a starting build.

The second number is for systems without locks: a folder that is younger counts as in use.
"""
_AT_FDCWD, _EXCHANGE = -100, 2
"""The arguments of `renameat2(2)` on Linux.

`renamex_np(2)` of macOS has the same number for its flag.
"""


Way = Literal["auto", "swap", "in-place"]
"""How a site is published; `auto` swaps, except where the folder must stay (see `files.holders`)."""


class StagedSite:
    """The folder of a site in the making; ends with `publish` or `discard`.

    Raises OSError if the site cannot be published. It is a file then, or its folder cannot be written. A mount point cannot
    be swapped either.
    """

    def __init__(self, site: Path, way: Way = "swap") -> None:
        self.site = site.resolve()
        self._way = way
        if self.site.exists() and not self.site.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "this is a file, not a folder", str(self.site))
        if way == "swap" and self.site.is_mount():
            raise OSError(errno.EBUSY, "a disk is mounted here, and cannot be replaced", str(self.site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        _clear(self.site)
        self.folder = self.site.parent / f"{_prefix(self.site)}{_NEW}-{token_hex(6)}"
        try:
            self.folder.mkdir()
        except OSError:
            # a mounted site may be the only folder that this user can write
            if way == "swap" or not os.access(self.site, os.W_OK):
                raise
            self.folder = Path(tempfile.mkdtemp(prefix="briefgen-site-"))
            self._way = "in-place"
        self._lock = _locked(self.folder)
        atexit.register(self.discard)

    def seed_from_live(self) -> None:
        """Copy the live site into the folder, for a build that writes only what changed."""
        if self.site.is_dir():
            shutil.copytree(self.site, self.folder, symlinks=True, dirs_exist_ok=True)

    def copy_hidden(self) -> None:
        """Copy hidden files of the live site, such as `.git`, which no build writes.

        A file that the new site has already is not overwritten.
        """
        for item in sorted(self.site.iterdir()) if self.site.is_dir() else ():
            target = self.folder / item.name
            if not item.name.startswith(".") or target.exists():
                continue
            if item.is_symlink() or item.is_file():
                shutil.copy2(item, target, follow_symlinks=False)
            elif item.is_dir():
                shutil.copytree(item, target, symlinks=True)

    def publish(self, *, in_one_step: bool = True) -> bool:
        """Replace the live site by the new one; return whether its folder was kept.

        A swap needs two steps if the system cannot exchange folders, or if ``in_one_step`` is off. Raises OSError if the
        site cannot be replaced; after a failed swap the old site is in place.
        """
        if self.site.is_dir() and (self._way == "in-place" or (self._way == "auto" and is_held(self.site))):
            with _one_at_a_time(self.site.parent), _one_at_a_time(self.site):
                in_place.publish(self.folder, self.site)
            self.discard()
            return True
        if self.site.is_dir():
            shutil.copymode(self.site, self.folder)
        with _one_at_a_time(self.site.parent):
            old = _replace(self.folder, self.site, in_one_step)
        self._release()
        if old is not None:
            # the next build deletes what cannot be deleted now
            shutil.rmtree(old, ignore_errors=True)
        return False

    def discard(self) -> None:
        """Delete the folder; the live site is unchanged."""
        self._release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _release(self) -> None:
        atexit.unregister(self.discard)
        if self._lock is not None:
            # this runs after errors, too, and must not hide the first one
            with suppress(OSError):
                os.close(self._lock)
            self._lock = None


def _prefix(site: Path) -> str:
    return f".{site.name}.briefgen-"


def _replace(new: Path, site: Path, in_one_step: bool) -> Path | None:
    """Move the new folder to the site's path; return the old site's new path, if any."""
    if not site.exists():
        new.rename(site)
        return None
    if in_one_step and _exchange(new, site):
        return new
    # a build that is killed between the two renames leaves no site; `_clear` of the next build restores it
    old = new.with_name(f"{_prefix(site)}{_OLD}-{token_hex(6)}")
    site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        old.rename(site)
        raise
    return old


def _exchange(new: Path, site: Path) -> bool:
    """Exchange two folders in one step; return False if the system cannot."""
    exchange = _system_exchange()
    return exchange is not None and exchange(os.fsencode(new), os.fsencode(site)) == 0


def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    """Return the system call that exchanges two paths and returns 0 on success, or None if there is none."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":  # pragma: no cover - not tested on macOS
            darwin = system.renamex_np
            return lambda a, b: int(darwin(a, b, ctypes.c_uint(_EXCHANGE)))
        linux = system.renameat2
    except (AttributeError, OSError, TypeError):  # pragma: no cover - other systems
        return None
    return lambda a, b: int(linux(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_EXCHANGE)))


def _clear(site: Path) -> None:
    """Delete what killed builds left, and restore or complete a site that one had half published."""
    with _one_at_a_time(site.parent):
        left = sorted(item.name for item in os.scandir(site.parent) if item.name.startswith(_prefix(site)))
        for folder in (site.parent / name for name in left):
            if not site.exists() and folder.name.startswith(f"{_prefix(site)}{_OLD}-"):
                folder.rename(site)
            elif not folder.is_symlink() and not _is_in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)
        if (site / in_place.FOLDER).exists():
            with _one_at_a_time(site):
                in_place.resume(site)


def _is_in_use(folder: Path) -> bool:
    try:
        age = time.time() - folder.stat().st_mtime
        lock = _locked(folder, wait=False)
    except OSError:
        return True
    if lock is None:
        return age < _ABANDONED_AGE
    os.close(lock)
    return age < _LOCK_GRACE and not any(folder.iterdir())


def _locked(folder: Path, *, wait: bool = True) -> int | None:
    """Lock a folder and return its descriptor; closing it releases the lock.

    Returns None if the system has no such lock. Raises BlockingIOError if another process has the lock and ``wait`` is
    off.
    """
    if fcntl is None:  # pragma: no cover - Windows
        return None
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(lock)
        raise
    except OSError:
        os.close(lock)
        return None
    return lock


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep other builds from swapping a site in this folder meanwhile."""
    lock = None
    with suppress(PermissionError):
        lock = _locked(folder)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)
