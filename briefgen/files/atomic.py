"""Write files whole or not at all; read none that is no plain file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NO_OVERRIDES: Mapping[str, bytes] = MappingProxyType({})
"""No content that stands for a file's own: everything is as it is on disk."""


_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    # Windows has none of the first three, and neither such links nor such pipes in a checkout
    _FLAGS |= getattr(os, _flag, 0)


def read_plain(path: Path, limit: int) -> bytes | int:
    """Return a file's content, or its size where that is beyond the limit; one byte more than the limit is the most that is read.

    Raises OSError, with ELOOP for a symbolic link, also where one was put there since the folder was listed. A pipe is not
    waited for, and what is no plain file is not read.
    """
    number = os.open(path, _FLAGS)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "this is no plain file")
        if found.st_size > limit:
            return found.st_size
        content = os.read(number, found.st_size + 1)
        # it may grow while it is read
        while found.st_size < len(content) <= limit and (more := os.read(number, limit + 1 - len(content))):
            content += more
        return content if len(content) <= limit else len(content)
    finally:
        os.close(number)


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace the file in one step, making its folders; leave it alone and return False when it holds this already."""
    try:
        if read_plain(path, len(content)) == content:
            return False
    except OSError:
        pass
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    # left by a run that was killed; numbers of processes come again
    beside.unlink(missing_ok=True)
    try:
        stream = beside.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = beside.open("xb")
    try:
        with stream:
            stream.write(content)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True
