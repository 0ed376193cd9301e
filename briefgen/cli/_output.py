"""Output to a path that the user names: a file, a device or a pipe.

Regular files are replaced atomically. Devices and pipes are written to and never replaced, so that `/dev/stdout` and
`/dev/null` work as users expect.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from briefgen.files.atomic import write_atomically
from briefgen.files.partial import delete_abandoned

_STANDARD_OUTPUT = 1


def write_output(path: Path, content: bytes) -> None:
    """Write the content to a file, a character device or a pipe.

    A symbolic link to a file stays, and its target is replaced. Raises OSError with the path for folders, disks and
    sockets, for a pipe that no process reads, and where the path cannot be written.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        found = None
    if found is None or (stat.S_ISREG(found.st_mode) and not _is_standard_output(found)):
        file = Path(os.path.realpath(path))
        delete_abandoned((file.parent,), below=False)
        write_atomically(file, content)
    elif _is_standard_output(found):
        # its position is kept: another process may write to the same file
        sys.stdout.flush()
        _write_whole(_STANDARD_OUTPUT, content, path)
    elif stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode):
        _write_plain(path, content)
    else:
        sort = "a folder" if stat.S_ISDIR(found.st_mode) else "neither a file nor a pipe"
        raise OSError(errno.EINVAL, f"this is {sort}", str(path))


def _is_standard_output(found: os.stat_result) -> bool:
    try:
        return os.path.samestat(found, os.fstat(_STANDARD_OUTPUT))
    except OSError:
        return False


def _write_plain(path: Path, content: bytes) -> None:
    try:
        # without the flag, opening a pipe that no process reads would wait
        number = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:
            error.strerror = "no process reads from it"
        raise
    try:
        os.set_blocking(number, True)
        _write_whole(number, content, path)
    finally:
        os.close(number)


def _write_whole(number: int, content: bytes, path: Path) -> None:
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(number, rest) :]
    except OSError as error:
        error.filename = str(path)
        raise
