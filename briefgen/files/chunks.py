"""Read, hash and copy regular files in chunks, with little memory.

Guarantees: follows no symbolic link, and waits for no pipe or device. `tests/unit/files/test_chunks.py` tests this.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    # Windows lacks the first three flags
    _FLAGS |= getattr(os, _flag, 0)


def open_plain(path: Path) -> BinaryIO:
    """Return a stream of a regular file, which the caller closes.

    Raises OSError for anything but a regular file. The error has ELOOP for a symbolic link.
    """
    number = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "this is not a regular file")
    return os.fdopen(number, "rb", buffering=0)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a regular file in hexadecimal.

    Raises OSError like `open_plain`.
    """
    digest = hashlib.sha256()
    with open_plain(path) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def copy_plain(source: Path, target: Path) -> bool:
    """Replace a file by a copy of another in one step; return whether it changed.

    Creates the folders of the target.
    Raises OSError like `open_plain`, and keeps the old file when the copy fails.
    """
    with suppress(OSError):
        if digest_of(target) == digest_of(source):
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    try:
        with open_plain(source) as stream, partial.open("xb") as copy:
            while chunk := stream.read(CHUNK):
                copy.write(chunk)
        os.replace(partial, target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return True
