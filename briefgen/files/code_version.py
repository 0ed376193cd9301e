"""The version of the installed code: a key that changes with any module of the package.

Caches that keep what the code worked out stand under this key, so that a changed helper empties them.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import msgspec


def code_key(package: Path) -> str:
    """Return the hash of the names, sizes and times of all Python files below a folder.

    The time of the last change of the inode counts too: an editor or an archive can set back the other one.
    """
    key = blake2b(digest_size=16)
    for file in sorted(package.rglob("*.py")):
        stat = file.stat()
        name = file.relative_to(package).as_posix()
        key.update(f"{name}\0{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}\0".encode())
    return key.hexdigest()


@cache
def code_version() -> str:
    """Return the key of this package's code and of the library that encodes what is kept."""
    return f"{code_key(Path(str(files('briefgen'))))} {msgspec.__version__}"
