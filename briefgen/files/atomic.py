"""Atomic writes, and bounded reads of regular files only.

Guarantees: a write that fails or is killed leaves the old file or the new one (`tests/property/test_atomic.py`,
`tests/property/test_write_errors.py`). A set of files that cannot be written in full is restored. What a killed write
leaves beside its file is deleted by `files.partial`.

Writes are not synchronised with the disk, so the file system decides what a loss of power leaves.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from briefgen.files.partial import partial_of

NO_OVERRIDES: Mapping[str, bytes] = MappingProxyType({})
"""No unsaved content that replaces a file's own: every file is read from disk."""

_READ = os.O_RDONLY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    # Windows lacks the first three flags, and a checkout there has no such links or pipes
    _READ |= getattr(os, _name, 0)
    _CREATE |= getattr(os, _name, 0)


class NotRestored(OSError):
    """A set of files was written in part, and could not be restored.

    ``filename`` is the file that could not be written, and ``paths`` are those that have their new content.
    """

    def __init__(self, cause: OSError, paths: tuple[str, ...]) -> None:
        super().__init__(cause.errno, cause.strerror, cause.filename)
        self.paths = paths


def read_plain(path: Path, limit: int) -> bytes | int:
    """Return the content of a regular file, or its size if that exceeds the limit.

    Reads at most ``limit + 1`` bytes. Raises OSError for anything but a regular file, and never waits for a pipe. The
    error has ELOOP for a symbolic link, even if the link replaced a file after the folder was listed.
    """
    number = os.open(path, _READ)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "this is not a regular file")
        if found.st_size > limit:
            return found.st_size
        content = os.read(number, found.st_size + 1)
        # another process may append while the file is read
        while found.st_size < len(content) <= limit and (more := os.read(number, limit + 1 - len(content))):
            content += more
        return content if len(content) <= limit else len(content)
    finally:
        os.close(number)


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace the file in one step, creating its folders; return whether it changed.

    A file that holds the content already is not written, and a changed one keeps its permissions. Raises OSError with
    the file's path, and keeps the old file, when the write fails.
    """
    with _named(path):
        if _holds(path, content):
            return False
        partial = _written_beside(path, content)
        try:
            os.replace(partial, path)
        except BaseException:
            _delete(partial)
            raise
    return True


def write_all(folder: Path, files: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Write and delete files below a folder, all or none; return the changed paths.

    None deletes a file. All contents are written beside their files first, so that a full disk changes nothing. Then
    the files are replaced in order. Raises OSError when a step fails; the files that were replaced are restored. If
    that fails too, raises NotRestored. A process that is killed between two replacements leaves each file old or new.
    """
    partials: dict[str, Path] = {}
    restore: dict[str, Callable[[], object]] = {}
    try:
        for path, content in files.items():
            with _named(folder / path):
                if content is not None and not _holds(folder / path, content):
                    partials[path] = _written_beside(folder / path, content)
        for path in [path for path, content in files.items() if content is None or path in partials]:
            with _named(folder / path):
                restore[path] = _restorer(folder / path)
                _replace(folder / path, partials.pop(path, None))
    except BaseException as error:
        for partial in partials.values():
            _delete(partial)
        changed = [path for path in reversed(restore) if not _is_restored(restore[path])]
        if changed and isinstance(error, OSError):
            raise NotRestored(error, tuple(reversed(changed))) from error
        raise
    return tuple(restore)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_plain(path, len(content)) == content
    except OSError:
        return False


def _written_beside(path: Path, content: bytes) -> Path:
    """Write the content into a new file beside the path, and return its path."""
    partial = partial_of(path)
    try:
        number = os.open(partial, _CREATE, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(partial, _CREATE, 0o666)
    except FileExistsError:
        # a killed run left it; process ids are reused
        partial.unlink()
        number = os.open(partial, _CREATE, 0o666)
    try:
        try:
            _copy_permissions(path, partial)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(number, rest) :]
        finally:
            os.close(number)
    except BaseException:
        _delete(partial)
        raise
    return partial


def _copy_permissions(path: Path, partial: Path) -> None:
    # a new file has none to copy, and some file systems have no permissions
    with suppress(FileNotFoundError, PermissionError, NotImplementedError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode):
            os.chmod(partial, stat.S_IMODE(found.st_mode))


def _replace(path: Path, partial: Path | None) -> None:
    """Move the file written beside the path into its place, or delete the path."""
    if partial is None:
        path.unlink(missing_ok=True)
        return
    try:
        os.replace(partial, path)
    except BaseException:
        _delete(partial)
        raise


def _restorer(path: Path) -> Callable[[], object]:
    """Return a function that gives the path its present content, or deletes it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return lambda: path.unlink(missing_ok=True)
    return lambda: write_atomically(path, content)


def _is_restored(restore: Callable[[], object]) -> bool:
    try:
        restore()
    except OSError:
        return False
    return True


def _delete(partial: Path) -> None:
    """Delete a partial file if there is one; a later run deletes what stays."""
    with suppress(OSError):
        partial.unlink()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Raise errors of the operating system with this path.

    Those of an open file name no path, and others name the file beside it.
    """
    try:
        yield
    except OSError as error:
        if str(error.filename or "").endswith(partial_of(path).name) or error.filename is None:
            error.filename = str(path)
        error.filename2 = None
        raise
