"""Atomic writes, and bounded reads of regular files only.

`tests/property/test_atomic.py` kills commands while they write; each file must hold its old or its new content.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NO_OVERRIDES: Mapping[str, bytes] = MappingProxyType({})
"""No unsaved content that replaces a file's own: every file is read from disk."""


_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    # Windows lacks the first three flags, and a checkout there has no such links or pipes
    _FLAGS |= getattr(os, _flag, 0)


def read_plain(path: Path, limit: int) -> bytes | int:
    """Return the content of a regular file, or its size if that exceeds the limit.

    Reads at most ``limit + 1`` bytes. Raises OSError for anything but a regular file, and never waits for a pipe. The
    error has ELOOP for a symbolic link, even if the link replaced a file after the folder was listed.
    """
    number = os.open(path, _FLAGS)
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

    A file that holds the content already is not written. Raises OSError and keeps the old file when the write fails.
    """
    try:
        if read_plain(path, len(content)) == content:
            return False
    except OSError:
        pass
    partial = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    # a killed run may have left it; process ids are reused
    partial.unlink(missing_ok=True)
    try:
        stream = partial.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = partial.open("xb")
    try:
        with stream:
            stream.write(content)
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return True
