"""A site is built beside the one that is there and takes its place in one step, whole or not at all.

Whatever ends a build early, a full disk or a kill included, leaves the site that was there as it was. Stands below
everything that writes a site. The new folder lies next to the old one, since only there can one step swap them.
"""

from __future__ import annotations

import atexit
import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

_NEW, _OLD = "new", "old"
_FRESH, _FORGOTTEN = 60, 86_400
"""Seconds for which a folder that nobody holds may be on its way to being held; and where nobody can tell, to being used."""
_AT_FDCWD, _EXCHANGE = -100, 2
"""Linux, `renameat2(2)`; macOS names its flag of `renamex_np(2)` the same number."""


class StagedSite:
    """The folder in which a site is built, until `swap` puts it in place or `discard` takes it away.

    Raises OSError when there can be none beside the site: a folder that cannot be written, a mount point, a file in the
    site's place.
    """

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        if self.site.exists() and not self.site.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "this is a file, not a folder", str(self.site))
        if self.site.is_mount():
            raise OSError(
                errno.EBUSY, "a disk is mounted here, and cannot be replaced: name a folder on it", str(self.site)
            )
        self.site.parent.mkdir(parents=True, exist_ok=True)
        _clear(self.site)
        self.folder = self.site.parent / f"{_prefix(self.site)}{_NEW}-{token_hex(6)}"
        self.folder.mkdir()
        self._hold = _held(self.folder)
        atexit.register(self.discard)

    def seed_from_live(self) -> None:
        """Begin with a copy of the site in place, for a build that writes only what changed."""
        if self.site.is_dir():
            shutil.copytree(self.site, self.folder, symlinks=True, dirs_exist_ok=True)

    def copy_hidden(self) -> None:
        """Copy what somebody keeps in the site under a hidden name, such as `.git`: no build has ever touched it."""
        for item in sorted(self.site.iterdir()) if self.site.is_dir() else ():
            target = self.folder / item.name
            if not item.name.startswith(".") or target.exists():
                continue
            if item.is_symlink() or item.is_file():
                shutil.copy2(item, target, follow_symlinks=False)
            elif item.is_dir():
                shutil.copytree(item, target, symlinks=True)

    def publish(self, *, in_one_step: bool = True) -> None:
        """Put the new site in the old one's place, and take the old one away.

        Two steps are taken where the system has no one step for it, or none is wanted. Raises OSError, with the old site in place, when that cannot be.
        """
        if self.site.is_dir():
            shutil.copymode(self.site, self.folder)
        with _one_at_a_time(self.site.parent):
            old = _put(self.folder, self.site, in_one_step)
        self._let_go()
        if old is not None:
            # it is out of the way; what cannot be deleted now is tried again by the next build
            shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Leave nothing behind; the site in place stays."""
        self._let_go()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _let_go(self) -> None:
        atexit.unregister(self.discard)
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None


def _prefix(site: Path) -> str:
    return f".{site.name}.briefgen-"


def _put(new: Path, site: Path, in_one_step: bool) -> Path | None:
    """Move the new folder to the site's place; return where the old site is now, if there was one."""
    if not site.exists():
        new.rename(site)
        return None
    if in_one_step and _exchanged(new, site):
        return new
    # two steps where the system has no one step for it: a build that finds the first alone takes it back
    old = new.with_name(f"{_prefix(site)}{_OLD}-{token_hex(6)}")
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    return old


def _exchanged(new: Path, site: Path) -> bool:
    """Swap two folders in one step; return False where the system or the disk cannot."""
    swap = _swapper()
    return swap is not None and swap(os.fsencode(new), os.fsencode(site)) == 0


def _swapper() -> Callable[[bytes, bytes], int] | None:
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":  # pragma: no cover - not tried on one
            darwin = system.renamex_np
            return lambda a, b: int(darwin(a, b, ctypes.c_uint(_EXCHANGE)))
        linux = system.renameat2
    except (AttributeError, OSError, TypeError):  # pragma: no cover - other systems
        return None
    return lambda a, b: int(linux(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_EXCHANGE)))


def _clear(site: Path) -> None:
    """Take away what builds that were killed have left; put back a site that one of them had moved aside."""
    with _one_at_a_time(site.parent):
        left = sorted(item.name for item in os.scandir(site.parent) if item.name.startswith(_prefix(site)))
        for folder in (site.parent / name for name in left):
            if not site.exists() and folder.name.startswith(f"{_prefix(site)}{_OLD}-"):
                folder.rename(site)
            elif not folder.is_symlink() and not _is_in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    try:
        age = time.time() - folder.stat().st_mtime
        hold = _held(folder, wait=False)
    except OSError:
        return True
    if hold is None:
        return age < _FORGOTTEN
    os.close(hold)
    return age < _FRESH and not any(folder.iterdir())


def _held(folder: Path, *, wait: bool = True) -> int | None:
    """Return an open folder that is locked for as long as it is open; None where the system knows no such lock.

    Raises BlockingIOError when it is locked by another and ``wait`` is off.
    """
    if fcntl is None:  # pragma: no cover - Windows
        return None
    hold = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(hold)
        raise
    except OSError:
        os.close(hold)
        return None
    return hold


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep other builds from swapping a site in this folder meanwhile."""
    hold = None
    with suppress(PermissionError):
        hold = _held(folder)
    try:
        yield
    finally:
        if hold is not None:
            os.close(hold)
