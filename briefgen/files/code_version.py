"""A version key of the installed code, which changes with any of its modules.

Caches of derived values use this key, so a changed helper invalidates them. `tests/unit/files/test_code_version.py`
tests this.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import msgspec


def code_key(package: Path) -> str:
    """Return a hash of the names, sizes and times of all Python files in a folder.

    It includes the inode change time, because an editor or an archive can reset the modification time.
    """
    key = blake2b(digest_size=16)
    for file in sorted(package.rglob("*.py")):
        stat = file.stat()
        name = file.relative_to(package).as_posix()
        key.update(f"{name}\0{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}\0".encode())
    return key.hexdigest()


@cache
def code_version() -> str:
    """Return the key of this package's code and of the library that encodes caches."""
    return f"{code_key(Path(str(files('briefgen'))))} {msgspec.__version__}"
